using System.Collections.Immutable;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Notifications;

/// <summary>A case with everybody in it, and what its rows make the policy say.</summary>
internal static class Noticed
{
    public const string Customer = "c-1";
    public const string Owner = "a-owner";
    public const string Assignee = "a-now";

    public static readonly Guid Ticket = new("0198c5a2-7d3e-8f00-9a4b-1234567890ab");
    public static readonly DateTimeOffset At = new(2026, 3, 4, 5, 6, 7, TimeSpan.Zero);

    public static CaseFacts Facts { get; } = new(Ticket, Customer, Owner, Assignee, TicketKind.ReturnRefund, TicketStep.UnderReview, TicketPriority.P3);

    public static NoticeRow Row(string actor, params ImmutableArray<TicketEvent> events) => new(Ticket, 3, At, actor, events);

    public static ImmutableArray<NoticeDraft> Decide(NoticeRow row, CaseFacts? facts = null, NotificationPolicy? policy = null) =>
        NoticeRules.Decide(row, facts ?? Facts, policy ?? new NotificationPolicy());

    /// <summary>As <c>occasion recipient channel</c>, in order.</summary>
    public static string[] Told(NoticeRow row, CaseFacts? facts = null, NotificationPolicy? policy = null) =>
        [.. Decide(row, facts, policy).Select(draft => $"{draft.Event} {draft.Recipient.Name} {draft.Channel}")];

    public static Assigned Assigned(string agent, AfterSales.Routing.AssignmentMode mode) => new(
        Guid.Empty, agent, "general", "service", 5, mode, At, new AfterSales.Routing.AssignmentReason("manual", 0, 1, []));

    public static Opened Opened(TicketCategory category) => new()
    {
        Id = Ticket,
        Kind = TicketKind.ReturnRefund,
        CustomerId = Customer,
        Category = category,
        CategoryRule = "customer",
        Channel = Channel.Web,
        Priority = TicketPriority.P3,
        TriageRule = "default",
        TriagePolicy = 1,
        By = Roles.Customer,
    };
}
