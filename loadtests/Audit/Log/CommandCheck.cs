namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Every acknowledged command is in the log once, at its version; refused ones are not; those without an answer are there at most once.</summary>
internal sealed class CommandCheck : IAuditCheck
{
    private const string Totals = "select count(*) filter (where outcome = 0), count(*) filter (where outcome = 1), count(*) filter (where outcome = 2) from audit_command";

    private const string Sql = """
        with found as (
            select c.stream, c.name, c.outcome, c.version, count(e.seq) as rows, max(e.seq) as seq
            from audit_command c
            left join event_log e on e.stream_id = c.stream and substring(uuid_send(e.command_id) for 8) = c.key
            group by c.stream, c.key, c.name, c.outcome, c.version)
        select * from (
            select stream, name, version, seq, case
                when rows > 1 then 'doubled'
                when outcome = 0 and rows = 0 then 'lost'
                when outcome = 0 and version is not null and seq <> version then 'reordered'
                when outcome = 2 and rows > 0 then 'phantom'
                when outcome = 0 then 'found' end as kind
            from found) judged
        """;

    // The bad ones by name, the good ones as a number: a million rows do not travel.
    private const string Judged = $"select kind, count(*), (array_agg(name || ', case ' || stream || ', version ' || coalesce(version::text, '-') || ', row ' || coalesce(seq::text, '-')))[1:12] from ({Sql}) j where kind is not null group by kind";

    public string Name => "commands in the log";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        await foreach (var row in context.Database!.Rows(Totals, cancellation))
        {
            context.Looked(AuditNames.Acknowledged, row.GetInt64(0));
            context.Looked(AuditNames.Unknown, row.GetInt64(1));
            context.Looked(AuditNames.Refused, row.GetInt64(2));
        }

        await foreach (var row in context.Database.Rows(Judged, cancellation))
        {
            var (kind, count) = (row.GetString(0), row.GetInt64(1));
            if (kind == "found")
            {
                context.Looked(AuditNames.Matched, count);
            }
            else
            {
                Report(context, kind, count, row.GetFieldValue<string[]>(2));
            }
        }
    }

    private static void Report(AuditContext context, string kind, long count, string[] examples)
    {
        foreach (var example in examples)
        {
            context.Found(kind, example);
        }

        context.Found(kind, "and more of the same", count - examples.Length);
    }
}
