using System.Text.Json.Nodes;
using AfterSales.LoadTests.Audit.Api;
using AfterSales.LoadTests.Audit.Log;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>
/// A claim whose opening never came to be is freed by whoever meets it, 30 s later at the earliest (docs/architecture.md section 4). So it is met first, as
/// the next customer would, by an opening that asks for more than there can be and is refused. What is held after that is held for nothing.
/// </summary>
internal sealed class ClaimMeeting(AuditSettings settings) : IAuditCheck
{
    private const int MostMet = 5_000;

    /// <summary>More than any line has, and still a number that is let through to the order.</summary>
    private const int TooMany = 10_000;

    private const string Sql = """
        select i.data -> 0 ->> 'orderId', c.event -> 'lines' -> 0 ->> 'lineId', i.data -> 0 ->> 'customerId', c.at
        from (select e.stream_id, e.seq, e.at, d.event from event_log e cross join lateral json_array_elements(e.data) d (event)
              where e.stream_kind = 2 and d.event ->> 't' = 'claimed.v1') c
        join event_log i on i.stream_id = c.stream_id and i.seq = 1
        where not exists (select from event_log t where t.stream_id = (c.event ->> 'ticketId')::uuid and t.stream_kind = 1)
          and not exists (select from event_log r cross join lateral json_array_elements(r.data) d (event)
              where r.stream_id = c.stream_id and r.seq > c.seq and d.event ->> 't' = 'claim-released.v1' and d.event ->> 'ticketId' = c.event ->> 'ticketId')
        limit $1
        """;

    public string Name => "claims of openings that were never answered";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var doubtful = new List<(string Order, string Line, string Customer)>();
        await foreach (var row in context.Database!.Rows(Sql, cancellation, MostMet))
        {
            doubtful.Add((row.GetString(0), row.GetString(1), row.GetString(2)));
        }

        if (doubtful.Count == 0)
        {
            return;
        }

        await Task.Delay(settings.ClaimsDoubtfulAfter, TimeProvider.System, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(doubtful, options, async (claim, _) => await Meet(context, claim.Order, claim.Line, claim.Customer));
    }

    private static Task<Http.ApiAnswer> Meet(AuditContext context, string order, string line, string customer) => context.Api.Post(
        "/v1/tickets",
        new Http.ApiCaller("audit", "lead"),
        $"{context.Plan.Run}-meet-{order}-{line}",
        System.Text.Encoding.UTF8.GetBytes(new JsonObject
        {
            ["kind"] = "ReturnRefund",
            ["orderId"] = order,
            ["customerId"] = customer,
            ["lines"] = new JsonArray(new JsonObject { ["lineId"] = line, ["quantity"] = TooMany }),
            ["channel"] = "Web",
            ["subject"] = "audit",
            ["description"] = "audit",
        }.ToJsonString()));
}
