using System.Runtime.CompilerServices;
using AfterSales.LoadTests.Audit.Folding;
using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>The read model has one row for each case, equal to the log; and no case waits to be woken past its time.</summary>
internal sealed class ViewCheck(AuditSettings settings) : IDerivedCheck
{
    private const string Rows =
        "select id, version, step, assignee, queue, waits, coalesce(refunded, 0), settled, next_due, deadline_at, customer_id, armed from ticket_view";

    public async IAsyncEnumerable<Suspicion> Compare(AuditContext context, StreamScope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var log = context.Log;
        var seen = new HashSet<Guid>();
        var rows = scope.Only is { } only
            ? context.Database!.Rows(Rows + " where id = any($1)", cancellation, only.ToArray())
            : context.Database!.Rows(Rows, cancellation);
        await foreach (var row in rows)
        {
            var id = row.GetGuid(0);
            if (!seen.Add(id))
            {
                yield return new Suspicion(AuditKinds.Doubled, $"case {id} has two rows in the read model", id);
            }

            if (log.Case(id) is not { Opened: true } known)
            {
                yield return new Suspicion(AuditKinds.Different, $"case {id} is in the read model and not in the log", id);
                continue;
            }

            known.Settled = row.GetBoolean(7);
            if (Difference(known, row) is { } difference)
            {
                yield return new Suspicion(AuditKinds.Different, $"case {id} in the read model: {difference}", id);
            }

            if (Time(row, 8) is { } due && due < log.Now - settings.Grace)
            {
                yield return new Suspicion(AuditKinds.Unfired, $"case {id} wanted to be woken at {due:O}, it is {log.Now:O}", id);
            }

            // Earlier is well: warnings come before.
            if (known.WokenBy is { } latest && !(Time(row, 8) <= latest))
            {
                yield return new Suspicion(AuditKinds.Different, $"case {id} wants to be woken at {Time(row, 8):O} by the read model, the log says {latest:O} at the latest", id);
            }

            Count(context, scope, known, Time(row, 8) is not null);
        }

        foreach (var known in log.Cases.Values.Where(known => known.Opened && scope.Holds(known.Id) && !seen.Contains(known.Id)))
        {
            yield return new Suspicion(AuditKinds.Lost, $"case {known.Id} is not in the read model", known.Id);
        }
    }

    private static void Count(AuditContext context, StreamScope scope, CaseFacts known, bool armed)
    {
        if (scope.IsWhole)
        {
            context.Looked(AuditNames.Views);
            context.Looked(AuditNames.Due, armed ? 1 : 0);
            context.Looked(AuditNames.Promises, known.ClockAt is null ? 0 : 1);
        }
    }

    private static DateTime? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDateTime(column);

    private static string? Difference(CaseFacts known, NpgsqlDataReader row)
    {
        (string What, object? Log, object? View)[] fields =
        [
            ("version", known.Version, row.GetInt32(1)),
            ("step", known.Step, ((TicketStep)row.GetInt16(2)).ToString()),
            ("assignee", known.Assignment?.Agent, row.IsDBNull(3) ? null : row.GetString(3)),
            ("queue", known.Queue, row.IsDBNull(4) ? null : row.GetString(4)),
            ("waits", known.Waits is not null, row.GetBoolean(5)),
            ("refunded", known.Refunded, row.GetInt64(6)),
            ("deadline", known.DeadlineAt, Time(row, 9)),
            ("customer", known.CustomerId, row.GetString(10)),
            ("armed", Time(row, 8) is not null, row.GetBoolean(11)),
        ];
        var different = fields.Where(field => !Equals(field.Log, field.View)).Select(field => $"{field.What} {field.View ?? "none"}, the log says {field.Log ?? "none"}");
        return string.Join("; ", different) is { Length: > 0 } all ? all : null;
    }
}
