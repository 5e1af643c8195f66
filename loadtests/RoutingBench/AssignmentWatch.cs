using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.ReadModel;
using AfterSales.Routing;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>
/// Sees every assignment at the moment its row is committed: stands before the dirty set of the read model, which each ticket marks right after its
/// commit. Costs the system a dictionary look-up and asks it nothing.
/// </summary>
internal sealed class AssignmentWatch(IDirtyTickets inner) : IDirtyTickets
{
    private readonly ConcurrentDictionary<Guid, byte> _known = new();

    /// <summary>Called once for each assignment, on the ticket's turn: must be short.</summary>
    public Action<SeenAssignment>? Assigned { get; set; }

    public void Mark(TicketRow row)
    {
        inner.Mark(row);
        if (row.Routing.Assigned is { } assigned && _known.TryAdd(assigned.AssignmentId, 0))
        {
            Assigned?.Invoke(new SeenAssignment(row.Summary.Id, row.Summary.CustomerId, assigned, Stopwatch.GetTimestamp()));
        }
    }
}

/// <param name="TicketId">The case.</param>
/// <param name="Customer">Whose it is.</param>
/// <param name="Work">Who has it, and how.</param>
/// <param name="At"><see cref="Stopwatch"/> timestamp.</param>
internal readonly record struct SeenAssignment(Guid TicketId, string Customer, AssignedWork Work, long At);
