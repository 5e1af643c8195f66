using AfterSales.Policies;
using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>Coming, going, and how often.</summary>
internal static class PresenceDecider
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Whether the caller may speak for the agent: himself (a customer may happen to have the same id), or who leads.</summary>
    public static bool SpeaksFor(Caller caller, string agentId) =>
        caller.HasAny(Roles.Lead | Roles.Admin | Roles.System) || (caller.IsStaff && caller.Subject == agentId);

    public static (Failure? Failure, ImmutableArray<AgentEvent> Events) Set(
        AgentState state, Presence presence, string? reason, RoutingPolicy policy, DateTimeOffset at)
    {
        if (!state.Exists)
        {
            return (AgentFailures.NotFound, []);
        }

        if (state.Presence == presence)
        {
            return (null, []);
        }

        if (state.History.OrEmpty() is { Length: AgentState.MaxHistory } history && history[^1].At + Window > at)
        {
            return (AgentFailures.TooManyChanges((int)Math.Ceiling((history[^1].At + Window - at).TotalSeconds)), []);
        }

        var set = new PresenceSet(presence, PresenceCauses.Set, RampUp.Begins(state, presence, policy, at), reason is not null)
        {
            Personal = reason is null ? null : new PersonalText { Text = reason },
        };
        var keepsOffers = presence is Presence.Online or Presence.Busy;
        return (null, keepsOffers ? [set] : [set, .. Endings.Rescind(state)]);
    }
}
