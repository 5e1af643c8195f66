using AfterSales.Policies;

namespace AfterSales.Agents.Domain;

/// <summary>What staff see of an agent.</summary>
internal static class AgentViews
{
    private const int ShownChanges = 20;

    /// <param name="agentId">The agent.</param>
    /// <param name="state">His state.</param>
    /// <param name="version">Its version.</param>
    /// <param name="reasons">What was said of changes of presence, by row, where the state does not hold it.</param>
    public static AgentView Render(string agentId, AgentState state, int version, IReadOnlyDictionary<int, string?> reasons) => new()
    {
        Id = agentId,
        Version = version,
        Name = state.Name,
        Team = state.Profile?.Team,
        Languages = state.Profile?.Languages.OrEmpty() ?? [],
        Skills = state.Profile?.SkillLevels() ?? [],
        Capacity = state.Profile?.Capacity ?? 0,
        Departments = state.Profile?.Departments.OrEmpty() ?? [],
        Presence = state.Presence,
        PresenceSince = state.PresenceSince,
        UnitsInUse = state.Held.UnitsInUse,
        ActiveTickets = state.Held.All.Count(held => held.Active && held.Stage != HoldingStage.Offered),
        OpenOffers = state.Held.OpenOffers,
        PresenceHistory =
        [
            .. Shown(state).Select(entry => new PresenceChange(
                entry.Presence, entry.At, entry.Cause, entry.Reason ?? reasons.GetValueOrDefault(entry.Seq))),
        ],
    };

    /// <summary>Rows whose personal text a snapshot left out.</summary>
    public static IEnumerable<int> MissingReasons(AgentState state) =>
        Shown(state).Where(entry => entry is { HasReason: true, Reason: null }).Select(entry => entry.Seq);

    public static AgentWorkView Work(string agentId, AgentState state, Sightings seen, RoutingPolicy policy) => new(
        agentId,
        state.Presence,
        state.Profile?.Capacity ?? 0,
        state.Held.UnitsInUse,
        [
            .. state.Held.All.Where(held => held.Stage == HoldingStage.Offered).OrderBy(held => held.ExpiresAt).Select(offer => new AgentOfferView(
                offer.AssignmentId, offer.TicketId, offer.Queue, offer.Units, offer.ExpiresAt!.Value, offer.ToRequest(agentId).Reason)),
        ],
        [
            .. state.Held.All.Where(held => held.Stage != HoldingStage.Offered).OrderBy(held => held.At).ThenBy(held => held.TicketId).Select(held =>
                new AgentTicketView(
                    held.TicketId,
                    held.AssignmentId,
                    held.Queue,
                    held.Units,
                    held.Active,
                    held.Mode,
                    seen.AssignedAt(held),
                    ReturnRules.FirstActionBy(held, seen, policy))),
        ]);

    private static IEnumerable<PresenceEntry> Shown(AgentState state) => state.History.OrEmpty().Take(ShownChanges);
}
