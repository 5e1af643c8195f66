using AfterSales.Policies;

namespace AfterSales.Tickets;

/// <summary>What a case costs an agent and until when it was promised. Pure.</summary>
internal static class WorkCost
{
    /// <summary>By channel, then by kind: who is on the telephone has no hand for anything else, whatever it is about.</summary>
    public static int Units(TicketState state, RoutingPolicy policy) =>
        policy.UnitsByChannel.TryGetValue(state.Channel, out var byChannel) ? byChannel
        : policy.UnitsByKind.TryGetValue(state.Kind, out var byKind) ? byKind
        : policy.DefaultUnits;

    /// <summary>The nearest breach; while no clock runs, the first answer that routing itself promises.</summary>
    public static DateTimeOffset Due(TicketState state, RoutingPolicy policy) =>
        ClockDue.NearestBreach(state) ?? state.CreatedAt.AddSeconds(policy.FirstResponseSeconds.GetValueOrDefault(state.Priority));
}
