using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>
/// Clocks as they were told to run, counted with a stopwatch of our own: each is broken once at most, at the very instant its time was used up, and never later
/// than it ends. Promises count around the clock here.
/// </summary>
internal sealed class ClockRules
{
    private readonly Dictionary<(Guid Case, string Clock), Stopwatch> _clocks = [];

    /// <summary>Promises that were broken.</summary>
    public int Broken { get; private set; }

    /// <param name="before">The case before the event.</param>
    /// <param name="stored">The event.</param>
    /// <param name="at">When its row was written.</param>
    public string? Of(LedgerCase before, TicketEvent stored, DateTimeOffset at) => stored switch
    {
        SlaActivated e => First(e.Clocks.Select(start => Start(before.Id, start, at))),
        SlaRetargeted e => First(e.Clocks.Select(start => Change(before.Id, start.Clock, clock => clock.Retarget(start.Target, at)))),
        SlaPaused e => First(e.Clocks.Select(name => Change(before.Id, name, clock => clock.Stop(at)))),
        SlaResumed e => First(e.Clocks.Select(name => Change(before.Id, name, clock => clock.Resume(at)))),
        SlaFulfilled e => First(e.Clocks.Select(name => End(before.Id, name, at))),
        SlaCancelled e => First(e.Clocks.Select(name => End(before.Id, name, at))),
        SlaWarned e => Change(before.Id, e.Clock, clock => clock.Warn(e.Percent, at)),
        SlaBreached e => Break(before.Id, e, at),
        _ => null,
    };

    /// <summary>What is broken by then and was not said to be, or should have been warned of.</summary>
    public IEnumerable<string> AtRest(DateTimeOffset now) =>
        from clock in _clocks
        let missed = clock.Value.Missed(now)
        where missed is not null
        select $"clock {clock.Key.Clock} of case {clock.Key.Case}: {missed}";

    private static string? First(IEnumerable<string?> faults)
    {
        // Every one of them has to be looked at.
        var all = faults.ToArray();
        return Array.Find(all, fault => fault is not null);
    }

    private string? Start(Guid id, ClockStart start, DateTimeOffset at) =>
        _clocks.TryAdd((id, start.Clock), new Stopwatch(start.Target, start.Warnings.IsDefault ? ClockTerms.UsualWarnings : start.Warnings, at))
            ? null
            : $"clock {start.Clock} of case {id} starts while one is there";

    private string? Break(Guid id, SlaBreached breached, DateTimeOffset at)
    {
        Broken++;
        return Change(id, breached.Clock, clock => clock.Break(breached.Due, at));
    }

    private string? End(Guid id, string name, DateTimeOffset at)
    {
        var fault = Change(id, name, clock => clock.Stop(at));
        _clocks.Remove((id, name));
        return fault;
    }

    private string? Change(Guid id, string name, Func<Stopwatch, string?> change) =>
        !_clocks.TryGetValue((id, name), out var clock) ? $"clock {name} of case {id} was never started, or is over"
        : change(clock) is { } fault ? $"clock {name} of case {id}: {fault}"
        : null;
}
