using AfterSales.Agents;
using AfterSales.Agents.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>What must hold at every single row of the log, in its order.</summary>
internal sealed class RowRules
{
    private readonly Dictionary<Guid, Guid> _assignments = [];
    private readonly HashSet<(Guid Ticket, int Round, string Agent)> _declined = [];

    public bool Declined(Guid ticket, int round, string agent) => _declined.Contains((ticket, round, agent));

    /// <param name="before">The case before the event.</param>
    /// <param name="stored">The event.</param>
    /// <param name="ledger">Everything before this row.</param>
    public string? Of(LedgerCase before, TicketEvent stored, Ledger ledger)
    {
        if (stored is not Assigned assigned)
        {
            return null;
        }

        if (!_assignments.TryAdd(assigned.AssignmentId, before.Id))
        {
            return $"assignment {assigned.AssignmentId} of case {before.Id} was made before, for case {_assignments[assigned.AssignmentId]}";
        }

        if (before.State.Assignment is { } held)
        {
            return $"case {before.Id} gets {assigned.Agent} while {held.Agent} has it";
        }

        if (assigned.Mode is not (AssignmentMode.Auto or AssignmentMode.Offer or AssignmentMode.Pull))
        {
            return null;
        }

        var granted = ledger.FindAgent(assigned.Agent)?.State.Held.FindAssignment(assigned.AssignmentId);
        return before.State.Waiting is null ? $"case {before.Id} is assigned to {assigned.Agent} by {assigned.Mode} and was not waiting"
            : granted is null ? $"case {before.Id} is assigned to {assigned.Agent} by {assigned.Mode}, who holds no units for it"
            : granted.TicketId != before.Id ? $"case {before.Id} is assigned to {assigned.Agent} with units that he holds for {granted.TicketId}"
            : granted.Units != assigned.Units ? $"case {before.Id} costs {assigned.Units}, for which {assigned.Agent} holds {granted.Units}"
            : null;
    }

    /// <param name="before">The agent before the event.</param>
    /// <param name="stored">The event.</param>
    /// <param name="after">The agent after it.</param>
    public string? Of(AgentState before, AgentEvent stored, AgentState after)
    {
        switch (stored)
        {
            case OfferClosed { How: not OfferEnd.Accepted } closed when before.Held.FindAssignment(closed.AssignmentId) is { } offered:
                _declined.Add((closed.TicketId, offered.Round, before.AgentId));
                return null;
            case WorkReserved reserved:
                return Grant(after, reserved.Mode == AssignmentMode.Pull);
            case WorkOffered:
                return after.Held.OpenOffers > 1 ? $"agent {after.AgentId} has {after.Held.OpenOffers} open offers" : Grant(after, pulled: false);
            default:
                return null;
        }
    }

    private static string? Grant(AgentState after, bool pulled) =>
        after.Profile is not { } profile ? $"agent {after.AgentId} is given work and does not exist"
        : after.Held.UnitsInUse > profile.Capacity ? $"agent {after.AgentId} is given work up to {after.Held.UnitsInUse} units of {profile.Capacity}"
        : after.Presence != Presence.Online && !(pulled && after.Presence == Presence.Busy) ? $"agent {after.AgentId} is given work while {after.Presence}"
        : null;
}
