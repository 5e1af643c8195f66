namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Every row of a case of this run that a person caused is a command that a caller knows of sending: nothing was done that nobody asked for.</summary>
internal sealed class UncommandedCheck : IAuditCheck
{
    // Routing and time write as the system; agents' acts are in the journals like everybody's. Archived rows have lost their actor. Of the cases that no
    // journal knows those are of this run whose rows its customers wrote: staff have the same names in every run.
    private const string Sql = """
        with alone as (
            select e.stream_id, e.seq, e.actor from event_log e
            where e.stream_kind = 1 and e.actor not in ('', $1)
                and (e.actor = any($2) or exists (select from audit_command c where c.stream = e.stream_id))
                and not exists (select from audit_command c where c.stream = e.stream_id and c.key = substring(uuid_send(e.command_id) for 8)))
        select count(*), (array_agg('case ' || stream_id || ', row ' || seq || ' of ' || actor))[1:12] from alone having count(*) > 0
        """;

    private const string People = """
        select count(*) from event_log e where e.stream_kind = 1 and e.actor not in ('', $1) and exists (select from audit_command c where c.stream = e.stream_id)
        """;

    public string Name => "rows nobody asked for";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        object system = Caller.System.Subject;
        context.Looked(AuditNames.PeoplesRows, await context.Database!.Value<long>(People, cancellation, system));
        object customers = context.Journal.Customers.ToArray();
        await foreach (var row in context.Database.Rows(Sql, cancellation, system, customers))
        {
            var (count, examples) = (row.GetInt64(0), row.GetFieldValue<string[]>(1));
            foreach (var example in examples)
            {
                context.Found(AuditKinds.Phantom, $"{example}: no caller sent this command");
            }

            context.Found(AuditKinds.Phantom, "and more of the same", count - examples.Length);
        }
    }
}
