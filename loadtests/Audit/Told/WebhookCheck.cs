using System.Diagnostics;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.Webhooks;

namespace AfterSales.LoadTests.Audit.Told;

/// <summary>
/// Every public event of the log was received by every endpoint that wants it, under one id, signed, and in the order of its case, each naming the one before it.
/// What is still to be tried is not lost as long as it is known when: its case's next attempt is to come, or the endpoint is spared for a while.
/// </summary>
internal sealed class WebhookCheck(AuditSettings settings) : IAuditCheck
{
    // An endpoint is owed what is later than itself; what was written while it was made it may have got or not. The event's place in its row counts, whether the others of the row leave or not (docs/webhooks.md, Order).
    private const string Expected = """
        create temporary table audit_expected as
        select e.stream_id as ticket, e.seq * 1000::bigint + d.place - 1 as sequence, n.type,
            count(*) filter (where h.created_at < e.at - (select ahead from business_clock)) as endpoints, count(*) as most
        from event_log e
        cross join lateral json_array_elements(e.data) with ordinality d (event, place)
        join unnest($1::text[], $2::text[]) n (stored, type) on n.stored = d.event ->> 't'
        join webhook_endpoint h on h.enabled and h.removed_at is null and (n.type = any(h.events) or 'ticket.*' = any(h.events))
        where e.stream_kind = 1
        group by e.stream_id, e.seq, d.place, n.type
        """;

    // Cases go on by time while the audit runs: what is on its way is given time to arrive.
    private const string UnderWay = """
        select count(*) from audit_expected x
        left join (select ticket_id, sequence, count(*) as over from webhook_delivery where status <> 0 group by ticket_id, sequence) w
            on w.ticket_id = x.ticket and w.sequence = x.sequence
        where x.endpoints > coalesce(w.over, 0)
        """;

    // Before the record is read: what is delivered in between is in both, never in neither. What has been due for long is not waiting, it is forgotten.
    private const string Waiting = """
        create temporary table audit_waiting as
        select w.ticket_id as ticket, w.sequence, count(*) as waiting from webhook_delivery w
        join audit_expected x on x.ticket = w.ticket_id and x.sequence = w.sequence
        join webhook_endpoint h on h.id = w.endpoint_id
        join webhook_track t on t.endpoint_id = w.endpoint_id and t.ticket_id = w.ticket_id and t.head <= w.sequence
        where w.status = 0
            and (t.next_attempt between now() - $3 and now() + $1 or h.open_until between now() - $3 and now() + $2)
        group by w.ticket_id, w.sequence
        """;

    // Before what is expected: a case that goes on meanwhile may tell of rows that are expected of nobody yet.
    private const string Told = """
        create temporary table audit_told as select stream_id as ticket, max(seq) as last from event_log where stream_kind = 1 group by stream_id;
        create index on audit_told (ticket)
        """;

    private const string Received = """
        select x.ticket, x.sequence, x.type, x.endpoints, x.most, coalesce(max(w.waiting), 0) as waiting, count(distinct r.id) as ids, count(r.id) as times, coalesce(bool_and(r.valid), true) as valid,
            coalesce(bool_and(r.type = x.type), true) as named
        from audit_expected x left join audit_webhook r on r.ticket = x.ticket and r.sequence = x.sequence
        left join audit_waiting w on w.ticket = x.ticket and w.sequence = x.sequence
        group by x.ticket, x.sequence, x.type, x.endpoints, x.most
        """;

    private const string Totals = $"select count(*) filter (where endpoints > 0), coalesce(sum(waiting), 0)::bigint, coalesce(sum(times - ids), 0)::bigint from ({Received}) r";

    private const string Faults = $"""
        select kind, count(*), (array_agg('case ' || ticket || ', ' || type || ', sequence ' || sequence))[1:12] from (
            select *, case when ids + waiting < endpoints then 'lost' when ids > most then 'doubled' when not (valid and named) then 'different' end as kind
            from ({Received}) r) judged
        where kind is not null group by kind
        """;

    private const string Unexpected = """
        select 'phantom', count(*), (array_agg('case ' || r.ticket || ', ' || r.type || ', sequence ' || r.sequence))[1:12]
        from audit_webhook r where not exists (select from audit_expected x where x.ticket = r.ticket and x.sequence = r.sequence)
            and not exists (select from event_log e where e.stream_id = r.ticket and e.seq > coalesce((select last from audit_told t where t.ticket = r.ticket), 0)
                and e.seq = r.sequence / 1000)
        having count(*) > 0
        """;

    // With several endpoints on one receiver the record does not say which was first to get what.
    private const string Order = """
        select 'reordered', count(*), (array_agg('case ' || ticket || ', sequence ' || sequence || ' after ' || before))[1:12] from (
            select ticket, sequence, lag(sequence) over (partition by ticket order by line) as before
            from (select ticket, sequence, min(line) as line from audit_webhook group by ticket, sequence) first) o
        where before > sequence and (select count(*) from webhook_endpoint where enabled and removed_at is null) = 1 having count(*) > 0
        """;

    // Senders look at heads alone: what waits without one, or before it, is never sent.
    private const string Headless = """
        select 'half', count(*), (array_agg('case ' || w.ticket_id || ', ' || w.type || ', sequence ' || w.sequence || ' waits, and its case has no head'))[1:12]
        from webhook_delivery w join webhook_endpoint h on h.id = w.endpoint_id and h.removed_at is null
        left join webhook_track t on t.endpoint_id = w.endpoint_id and t.ticket_id = w.ticket_id
        where w.status = 0 and (t.head is null or t.head > w.sequence) having count(*) > 0
        """;

    // The first of a case that the record holds may name none; whatever follows names the one before it.
    private const string Chain = """
        select kind, count(*), (array_agg('case ' || ticket || ', sequence ' || sequence || ' follows ' || previous || ', received before it was ' || coalesce(before::text, 'none')))[1:12]
        from (
            select ticket, sequence, previous, before, case
                when previous is null or previous = before then null
                when before is null or previous > before then 'lost' else 'different' end as kind
            from (
                select ticket, sequence, previous, lag(sequence) over (partition by ticket order by sequence) as before from (
                    select r.ticket, r.sequence, (array_agg(r.previous order by r.line))[1] as previous
                    from audit_webhook r join audit_expected x on x.ticket = r.ticket and x.sequence = r.sequence group by r.ticket, r.sequence) first) o) judged
        where kind is not null and (select count(*) from webhook_endpoint where enabled and removed_at is null) = 1 group by kind
        """;

    public string Name => "webhooks";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var database = context.Database!;
        await Prepare(context, cancellation);
        await Arrive(database, cancellation);
        await foreach (var _ in database.Rows(Waiting, cancellation, settings.LongestDelay, settings.LongestSparing, settings.SettleWithin))
        {
        }

        await WebhookTable.Fill(database, context.System.WebhookRecord!, cancellation);
        await foreach (var row in database.Rows(Totals, cancellation))
        {
            context.Looked(AuditNames.Webhooks, row.GetInt64(0));
            context.Looked(AuditNames.WebhooksWaiting, row.GetInt64(1));
            context.Looked(AuditNames.WebhookRepeats, row.GetInt64(2));
        }

        foreach (var sql in (string[])[Faults, Unexpected, Order, Headless, Chain])
        {
            await foreach (var row in database.Rows(sql, cancellation))
            {
                Report(context, row.GetString(0), row.GetInt64(1), row.GetFieldValue<string[]>(2));
            }
        }
    }

    private static async Task Prepare(AuditContext context, CancellationToken cancellation)
    {
        await context.Database!.Execute(Told, cancellation);
        object stored = PublicEvents.All.Select(name => name["ticket.".Length..] + ".v1").ToArray();
        object types = PublicEvents.All.ToArray();
        await foreach (var _ in context.Database.Rows(Expected, cancellation, stored, types))
        {
        }

        await context.Database.Execute("create index on audit_expected (ticket, sequence); analyze audit_expected", cancellation);
    }

    // After a peak many still wait; they are waited for as long as they become fewer.
    private async Task Arrive(AuditDatabase database, CancellationToken cancellation)
    {
        var (least, since) = (long.MaxValue, Stopwatch.GetTimestamp());
        while (await database.Value<long>(UnderWay, cancellation) is > 0 and var left && (left < least || Stopwatch.GetElapsedTime(since) < settings.SettleWithin))
        {
            (least, since) = left < least ? (left, Stopwatch.GetTimestamp()) : (least, since);
            await Task.Delay(settings.LookAgainAfter, TimeProvider.System, cancellation);
        }
    }

    private static void Report(AuditContext context, string kind, long count, string[] examples)
    {
        foreach (var example in examples)
        {
            context.Found(kind, $"webhook: {example}");
        }

        context.Found(kind, "more webhooks of the same", count - examples.Length);
    }
}
