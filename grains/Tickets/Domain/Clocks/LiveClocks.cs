using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>The clocks of a case that are not over, as bits of the compiled policy.</summary>
internal readonly ref struct LiveClocks
{
    public LiveClocks(TicketState state, DecisionContext context)
    {
        Policy = CompiledSla.Of(context.Policies.Sla.Policy);
        foreach (var clock in state.Clocks)
        {
            if (clock.IsLive && Policy.IndexOf(clock.Name) is >= 0 and var index)
            {
                Running |= clock.Status == ClockStatus.Running ? 1UL << index : 0;
                Paused |= clock.Status == ClockStatus.Paused ? 1UL << index : 0;
            }
        }
    }

    public CompiledSla Policy { get; }

    public ulong Running { get; }

    public ulong Paused { get; }

    public ulong Any => Running | Paused;
}
