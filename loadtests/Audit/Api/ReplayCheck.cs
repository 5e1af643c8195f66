using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>
/// An acknowledged command that is sent again under its key changes nothing. With the body it had it is answered as it was first; a body that
/// cannot be known any more is refused as another one under the same key, which shows as well that the command is remembered.
/// </summary>
internal sealed class ReplayCheck(IReadOnlyList<JournalEntry> sample, AuditSettings settings) : IAuditCheck
{
    private const string Doubled = """
        select c.name from audit_command c join event_log e on e.stream_id = c.stream and substring(uuid_send(e.command_id) for 8) = c.key
        where c.stream = any($1) and e.stream_id = any($1) group by c.stream, c.key, c.name having count(*) > 1
        """;

    public string Name => "commands sent again";

    public async Task Run(AuditContext context, CancellationToken cancellation)
    {
        var bodies = await ReplayBodies.Of(context.Database, sample, cancellation);
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(sample, options, async (entry, _) => Judge(context, entry, await Send(context, entry, bodies[entry])));
        if (context.Database is { } database)
        {
            var cases = sample.Select(entry => entry.Ticket!.Value).Distinct().ToArray();
            await foreach (var row in database.Rows(Doubled, cancellation, cases))
            {
                context.Found(AuditKinds.Doubled, $"{row.GetString(0)} is in the log twice after it was sent again");
            }
        }
    }

    private static Task<ApiAnswer> Send(AuditContext context, JournalEntry entry, byte[] body) => context.Api.Post(
        entry.Action == Journals.AuditActions.Open ? "/v1/tickets" : $"/v1/tickets/{entry.Ticket}/actions/{entry.Action}",
        new ApiCaller(entry.Subject, entry.Role),
        entry.Key,
        body);

    private static void Judge(AuditContext context, JournalEntry entry, ApiAnswer answer)
    {
        var name = $"{entry.Action} of {entry.Subject} under {entry.Key}, case {entry.Ticket}";
        if (answer.Succeeded && answer.Replayed)
        {
            context.Looked(AuditNames.Replays);
            if (answer.Body.GetProperty("version").GetInt64() is var version && version != entry.Version)
            {
                context.Found(AuditKinds.Different, $"{name}: acknowledged as version {entry.Version}, sent again it is answered as version {version}");
            }
        }
        else if (answer.Succeeded)
        {
            context.Found(AuditKinds.Doubled, $"{name}: sent again, it was done again");
        }
        else if (answer.Code == FailureCodes.IdempotencyKeyReused)
        {
            context.Looked(AuditNames.Recognised);
        }
        else if (answer.Code is FailureCodes.NotFound or FailureCodes.ActionNotPossible)
        {
            context.Found(AuditKinds.Lost, $"{name}: sent again, it is not remembered ({answer.Code})");
        }
        else
        {
            context.Looked(AuditNames.NotLooked + $"{entry.Action} sent again ({answer.Code})");
        }
    }
}
