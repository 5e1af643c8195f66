using System.Diagnostics;
using AfterSales.LoadTests.Audit.Log;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>
/// Waits until everything derived has come to rest: followers are where the log ended, nothing is parked, webhooks that are due were sent, and nothing
/// that is due waits. Cases go on by time meanwhile, so the end of the log is the one of the beginning. What does not come to rest is a finding.
/// </summary>
internal sealed class QuietCheck(AuditSettings settings) : IAuditCheck
{
    private const string End = "select coalesce((select tx::text || ' ' || position from event_log order by tx desc, position desc limit 1), '0 0')";

    private const string State = """
        select coalesce((select string_agg(name, ', ' order by name) from follower_cursor
                   where name in ('projection', 'webhooks', 'notifications') and (tx, position) < ($1::text::xid8, $2::text::bigint)), ''),
               (select string_agg(name || tx || ' ' || position, ' ' order by name) from follower_cursor),
               (select count(*) from follower_parked),
               (select count(*) from webhook_track t join webhook_endpoint h on h.id = t.endpoint_id
                   where t.head is not null and t.next_attempt <= now() and h.enabled and h.removed_at is null
                       and (h.open_until is null or h.open_until <= now() or h.open_until > now() + $4)),
               (select count(*) from ticket_view where armed and next_due < now() + (select ahead from business_clock) - $3)
        """;

    public string Name => "waiting for rest";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var end = (await context.Database!.Value<string>(End, cancellation)).Split(' ');
        var (started, moved) = (Stopwatch.GetTimestamp(), Stopwatch.GetTimestamp());
        Rest? last = null;
        while (true)
        {
            var rest = await Look(context.Database, end, cancellation);
            if (rest.Cursors != last?.Cursors || rest.Due != last.Due || rest.Webhooks != last.Webhooks)
            {
                moved = Stopwatch.GetTimestamp();
            }

            last = rest;
            if (rest.IsQuiet || Stopwatch.GetElapsedTime(started) > settings.QuietWithin || Stopwatch.GetElapsedTime(moved) > settings.StuckAfter)
            {
                Report(context, rest);
                return;
            }

            await Task.Delay(settings.LookAgainAfter, TimeProvider.System, cancellation);
        }
    }

    private async Task<Rest> Look(AuditDatabase database, string[] end, CancellationToken cancellation)
    {
        var grace = settings.Grace / 3;
        await foreach (var row in database.Rows(State, cancellation, end[0], end[1], grace, settings.LongestSparing))
        {
            return new Rest(row.GetString(0), row.IsDBNull(1) ? "" : row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetInt64(4));
        }

        throw new UnreachableException();
    }

    private static void Report(AuditContext context, Rest rest)
    {
        context.Looked(AuditNames.Followers, rest.Behind.Length == 0 ? 1 : 0);
        if (rest.Behind.Length > 0)
        {
            context.Found(AuditKinds.Different, $"these followers never came to the end of the log: {rest.Behind}");
        }

        if (rest.Parked > 0)
        {
            context.Found(AuditKinds.Different, $"{rest.Parked} streams are parked by followers", rest.Parked);
        }

        if (rest.Webhooks > 0)
        {
            context.Found(AuditKinds.Lost, $"webhooks of {rest.Webhooks} cases are due and not sent", rest.Webhooks);
        }
    }

    /// <param name="Behind">Followers that are not at the end.</param>
    /// <param name="Cursors">Where all are: what stays equal does not move.</param>
    /// <param name="Due">Cases that want to be woken and were not; judged one by one when the read model is compared.</param>
    private sealed record Rest(string Behind, string Cursors, long Parked, long Webhooks, long Due)
    {
        public bool IsQuiet => Behind.Length == 0 && Parked == 0 && Webhooks == 0 && Due == 0;
    }
}
