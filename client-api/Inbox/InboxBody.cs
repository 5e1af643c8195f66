using AfterSales.Notifications;

namespace AfterSales.Api.Inbox;

/// <summary>Answer of GET /v1/inbox, newest first.</summary>
internal sealed record InboxBody(ImmutableArray<InboxItem> Items, string? NextCursor);
