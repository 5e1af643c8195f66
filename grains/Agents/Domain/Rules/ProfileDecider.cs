using AfterSales.Policies;
using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>Registering, changing and removing an agent.</summary>
internal static class ProfileDecider
{
    private const Roles Allowed = Roles.Lead | Roles.Admin | Roles.System;

    public static (Failure? Failure, ImmutableArray<AgentEvent> Events) Put(
        AgentState state, string agentId, AgentProfile profile, int version, CallContext context, RoutingPolicy policy)
    {
        if (Refused(context, version) is { } refused)
        {
            return (refused, []);
        }

        var skills = profile.Skills.OrEmpty();
        var unknown = Enumerable.Range(0, skills.Length).Where(index => !RoutingValidator.IsKnown(skills[index].Skill, policy)).ToList();
        if (unknown.Count > 0)
        {
            return (AgentFailures.UnknownSkills(unknown), []);
        }

        var data = ProfileData.Of(profile);
        if (state.Profile is { } known && known.Same(data) && state.Name == profile.Name)
        {
            return (null, []);
        }

        // Work given by hand may exceed the capacity: then it may stay as it is, or grow.
        var lowered = state.Profile is not { } before || data.Capacity < before.Capacity;
        return lowered && data.Capacity < state.Held.UnitsInUse
            ? (AgentFailures.CapacityBelowUse(data.Capacity, state.Held.UnitsInUse), [])
            : (null, [new ProfileSet(agentId, data) { Personal = new PersonalText { Text = profile.Name } }]);
    }

    public static (Failure? Failure, ImmutableArray<AgentEvent> Events) Remove(
        AgentState state, Sightings seen, bool requeue, int version, CallContext context)
    {
        if (Refused(context, version) is { } refused)
        {
            return (refused, []);
        }

        if (!state.Exists)
        {
            // A repetition finds what it wanted.
            return (state.Removed ? null : AgentFailures.NotFound, []);
        }

        if (state.Held.Count > 0 && !requeue)
        {
            var cases = state.Held.All.Count(seen.Confirm);
            var offers = state.Held.OpenOffers;
            return (AgentFailures.OpenWork(cases, state.Held.Count - cases - offers, offers), []);
        }

        return (null,
        [
            .. Endings.Rescind(state),
            .. state.Presence == Presence.Offline ? [] : new AgentEvent[] { new PresenceSet(Presence.Offline, PresenceCauses.Removed) },
            new AgentRemoved(),
        ]);
    }

    private static Failure? Refused(CallContext context, int version) =>
        !context.Caller.HasAny(Allowed) ? AgentFailures.OnlyLeads
        : context.Accepts(version) ? null
        : AgentFailures.PreconditionFailed(version);
}
