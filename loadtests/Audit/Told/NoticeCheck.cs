using System.Text.Json;
using AfterSales.LoadTests.Audit.Api;
using AfterSales.Policies;

namespace AfterSales.LoadTests.Audit.Told;

/// <summary>Customers were told in their inbox of what the shop did in their cases, each time once. Looked at for a sample of cases, and for events that always tell.</summary>
internal sealed class NoticeCheck(AuditSettings settings) : IAuditCheck
{
    // Whoever did something himself is not told of it. A notification is known by the business time of its row.
    private const string Sql = """
        with expected as (
            select e.stream_id, e.at, substring(d.event ->> 't' from '^(.*)\.v') as event, (d.event ->> 'by') as by, count(*) as times
            from event_log e cross join lateral json_array_elements(e.data) d (event)
            where e.stream_id = any($1) and d.event ->> 't' = any($2) and d.event ->> 'by' <> 'Customer'
            group by 1, 2, 3, 4)
        select x.stream_id, x.event, x.times, (
            select count(*) from notification n where n.ticket_id = x.stream_id and n.event = x.event and n.at = x.at and n.channel = 'inbox' and n.side = 0)
        from expected x
        """;

    private static readonly string[] Events = ["rejected", "offer-made", "info-requested", "replied", "replacement-shipped", "goods-shipped-back", "refunded", "resolved"];

    public string Name => "notifications";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        // A shop's own policy may tell others of other things: only the built-in one is known here.
        var policy = await context.Api.Get($"/v1/policies/{PolicyNames.Notifications}");
        if (!policy.Succeeded || (policy.Body.TryGetProperty("publishedAt", out var published) && published.ValueKind == JsonValueKind.String))
        {
            context.Looked(AuditNames.NotLooked + "notifications (the shop has a policy of its own)");
            return;
        }

        object cases = SeededSample.Of(context.Journal.All.Keys.ToList(), settings.OtherSamples, context.Plan.Seed).ToArray();
        object events = Events.Select(name => name + ".v1").ToArray();
        await foreach (var row in context.Database!.Rows(Sql, cancellation, cases, events))
        {
            var (expected, found) = (row.GetInt64(2), row.GetInt64(3));
            context.Looked(AuditNames.Notices, expected);
            if (found != expected)
            {
                context.Found(found < expected ? AuditKinds.Lost : AuditKinds.Doubled, $"case {row.GetGuid(0)}: told {found} times of {row.GetString(1)}, expected {expected}");
            }
        }
    }
}
