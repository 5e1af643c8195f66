using AfterSales.Policies;

namespace AfterSales.Agents.Domain;

/// <summary>After sign-in an agent is given only so many cases a minute (domain.md section 6).</summary>
internal static class RampUp
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Whether coming to work now begins the time of ramp-up: somebody who flaps neither begins it anew nor gets a new allowance.</summary>
    public static bool Begins(AgentState state, Presence presence, RoutingPolicy policy, DateTimeOffset at) =>
        state.SignedOut && presence is Presence.Online or Presence.Busy && !(EndsAt(state, policy) > at);

    /// <summary>A grant at this time counts.</summary>
    public static bool Counts(AgentState state, RoutingPolicy policy, DateTimeOffset at) => EndsAt(state, policy) > at;

    /// <summary>Nothing is granted before; null: no limit. A time that has passed is none either.</summary>
    public static DateTimeOffset? NextGrantAt(AgentState state, RoutingPolicy policy)
    {
        var grants = state.RampUp.OrEmpty();
        if (EndsAt(state, policy) is not { } ends || grants.Length < policy.RampUpPerMinute)
        {
            return null;
        }

        var free = grants[^policy.RampUpPerMinute] + Window;
        return free < ends ? free : ends;
    }

    private static DateTimeOffset? EndsAt(AgentState state, RoutingPolicy policy) => state.SignedInAt?.AddSeconds(policy.RampUpSeconds);
}
