using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

internal static class Timeline
{
    public static IReadOnlyList<TimelineEntry> Of(Case told, Caller by) => [.. told.Rows.SelectMany(row => TimelineRenderer.Render(row.Stamp, row.Events, by))];
}
