using System.Text.Json;
using AfterSales.LoadTests.Audit.Folding;
using AfterSales.Log;
using Npgsql;

namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Reads the log stream by stream, checks every row and folds it. Only one row is in memory at a time, and what is folded.</summary>
internal sealed class LogPass(AuditDatabase database, LogState state)
{
    private const string Now = "select now() + (select ahead from business_clock)";

    private const string Rows = """
        select e.stream_kind, e.stream_id, e.seq, e.tx, e.position, e.at, e.actor, e.command_id, e.data,
            case when e.personal is null then null when json_typeof(e.personal) = 'array' then json_array_length(e.personal) else -1 end, c.step
        from event_log e left join audit_command c on c.stream = e.stream_id and c.version = e.seq and c.told
        """;

    private const string InOrder = " order by e.stream_id, e.seq, e.tx, e.position";

    /// <summary>The whole log.</summary>
    public async Task Read(AuditLedger ledger, CancellationToken cancellation)
    {
        state.Now = await database.Value<DateTime>(Now, cancellation);
        await Fold(ledger, database.Rows(Rows + InOrder, cancellation));
    }

    /// <summary>Some streams anew, as they are by now. What their rows say of themselves was judged before.</summary>
    public async Task Refresh(IReadOnlyCollection<Guid> streams, CancellationToken cancellation)
    {
        state.Now = await database.Value<DateTime>(Now, cancellation);
        foreach (var stream in streams)
        {
            state.Forget(stream);
        }

        await Fold(new AuditLedger(), database.Rows(Rows + " where e.stream_id = any($1)" + InOrder, cancellation, streams.ToArray()));
    }

    private async Task Fold(AuditLedger ledger, IAsyncEnumerable<NpgsqlDataReader> rows)
    {
        var rules = new StreamRules(ledger);
        var folders = new Dictionary<short, StreamFolder>
        {
            [(short)StreamKind.Ticket] = new CaseFolder(ledger, state),
            [(short)StreamKind.Order] = new OrderFolder(ledger, state),
            [(short)StreamKind.Customer] = new CustomerFolder(ledger, state),
            [(short)StreamKind.Agent] = new AgentFolder(ledger, state),
        };
        await foreach (var row in rows)
        {
            using var events = JsonDocument.Parse(row.GetFieldValue<byte[]>(8));
            var entry = new LogEntry(
                row.GetInt16(0), row.GetGuid(1), row.GetInt32(2), row.GetFieldValue<ulong>(3), row.GetInt64(4), row.GetDateTime(5), row.GetString(6),
                row.GetGuid(7), events.RootElement, row.IsDBNull(9) ? null : row.GetInt32(9), row.IsDBNull(10) ? null : row.GetString(10));
            if (rules.Check(entry) && folders.TryGetValue(entry.Kind, out var folder))
            {
                folder.Fold(entry);
            }
        }
    }
}
