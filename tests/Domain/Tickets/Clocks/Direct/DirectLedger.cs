using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets.Clocks;

/// <summary>
/// The promises of a case told from what happened in it and when, without one ledger event: definition by definition, condition by condition, as the
/// documents say it (domain.md section 7). Slow and obvious.
/// </summary>
internal sealed class DirectLedger(CalendarSet calendars)
{
    private readonly Dictionary<string, DirectClock> _clocks = [];
    private TicketKind _kind;
    private TicketStep _step;
    private TicketPriority _priority;
    private bool _customerWaits = true;
    private bool _goodsHere;
    private bool _paid;

    public IReadOnlyDictionary<string, DirectClock> Clocks => _clocks;

    /// <summary>Clock and true instant of every breach, in the order they are to be recorded.</summary>
    public List<(string Clock, DateTimeOffset Due)> Breaches { get; } = [];

    public List<string> Refused { get; } = [];

    public void Row(IEnumerable<TicketEvent> events, DateTimeOffset at, SlaPolicy policy)
    {
        ApplyPolicy(at, policy);
        Break(at);
        foreach (var stored in events.Where(stored => stored is not IPromiseEvent))
        {
            if (stored is PrioritySet { By: Roles.System } raised)
            {
                _priority = raised.Priority;
                continue;
            }

            Happened(stored, at, policy);
            Break(at);
        }
    }

    private void ApplyPolicy(DateTimeOffset at, SlaPolicy policy)
    {
        foreach (var (name, clock) in _clocks.Where(entry => entry.Value.IsLive).ToList())
        {
            if (policy.Definitions.FirstOrDefault(known => known.Name == name) is not { } definition || !IsFor(definition, _kind))
            {
                clock.Stop(ClockStatus.Cancelled, at);
            }
            else
            {
                var rests = clock.Held || definition.Pause?.Steps.OrEmpty().Contains(_step) == true;
                Retarget(clock, definition, at);
                if (clock.Status == ClockStatus.Paused && !rests)
                {
                    clock.Run(at);
                }
            }
        }
    }

    private void Retarget(DirectClock clock, SlaDefinition definition, DateTimeOffset at)
    {
        var same = definition.Type == clock.Terms.Type && definition.Calendar == clock.Terms.Calendar
            && TimeSpan.FromSeconds(definition.TargetSeconds[clock.Priority]) == clock.Target
            && definition.Warnings.Select(warning => warning.Percent).SequenceEqual(clock.Terms.Warnings.Select(warning => warning.Percent));
        if (!same)
        {
            clock.Retarget(definition, at, calendars);
        }
    }

    private void Happened(TicketEvent stored, DateTimeOffset at, SlaPolicy policy)
    {
        var name = TicketEventNames.Of(stored);
        var waited = _customerWaits;
        _customerWaits = name switch
        {
            "customer-wrote" or "info-provided" or "disputed" => true,
            "replied" or "info-requested" or "offer-made" or "approved" or "auto-approved" or "rejected" or "dispute-decided" or "resolved" => false,
            _ => _customerWaits,
        };
        _step = stored.To ?? _step;
        _kind = stored switch { Opened opened => opened.Kind, OfferAccepted offer => offer.Kind, _ => _kind };
        _priority = stored switch { Opened opened => opened.Priority, PrioritySet set => set.Priority, _ => _priority };
        _goodsHere = stored switch
        {
            ReturnArrived => true,
            ReceiptConfirmed receipt => receipt.Lines.Any(line => line.Received > 0),
            GoodsShippedBack or DeliveryConfirmed => false,
            _ => _goodsHere,
        };
        _paid |= stored is Refunded { Amount.Amount: > 0 };
        foreach (var definition in policy.Definitions)
        {
            var clock = _clocks.GetValueOrDefault(definition.Name);
            if (stored is PrioritySet && clock is { IsLive: true })
            {
                clock.Priority = _priority;
            }

            if (clock is { IsLive: true } && (Holds(definition.Stop, name, stored.To) || Holds(definition.Cancel, name, stored.To) || !IsFor(definition, _kind)))
            {
                clock.Stop(Holds(definition.Stop, name, stored.To) ? ClockStatus.Fulfilled : ClockStatus.Cancelled, at);
            }

            if (clock is { IsLive: true })
            {
                Retarget(clock, definition, at);
            }

            var starts = clock is not { IsLive: true } && Holds(definition.Start, name, stored.To) && IsFor(definition, _kind)
                && !definition.NotIn.Contains(_step) && (definition.GoodsHere is not { } here || here == (_goodsHere && !_paid));
            if (starts)
            {
                _clocks[definition.Name] = clock = new DirectClock(definition, _priority);
                clock.Run(at);
            }

            if (clock is { IsLive: true })
            {
                RestOrRun(clock, definition, stored, starts || stored.To is not null || (waited && !_customerWaits), at);
            }
        }
    }

    private void RestOrRun(DirectClock clock, SlaDefinition definition, TicketEvent stored, bool stepCounts, DateTimeOffset at)
    {
        var name = TicketEventNames.Of(stored);
        var rests = definition.Pause?.Steps.OrEmpty().Contains(_step) == true;
        var told = Holds(definition.Resume, name, stored.To);
        if (clock.Status == ClockStatus.Paused && (told || _customerWaits || (!clock.Held && !rests)))
        {
            clock.Run(at);
        }

        var asked = definition.Pause?.Events.OrEmpty().Contains(name) == true;
        if (clock.Status != ClockStatus.Running || told || !(asked || (rests && stepCounts)))
        {
            return;
        }

        if (_customerWaits)
        {
            Refused.Add(definition.Name);
        }
        else
        {
            clock.Stop(ClockStatus.Paused, at, held: asked);
        }
    }

    private void Break(DateTimeOffset at)
    {
        // Recorded in the order of being due; of those due at once, the one that started first.
        var broken = _clocks.Where(entry => entry.Value.Breaks(at, calendars)).Select(entry => (entry.Key, entry.Value.Broken!.Value));
        Breaches.AddRange(broken.OrderBy(entry => entry.Value));
    }

    private static bool IsFor(SlaDefinition definition, TicketKind kind) => definition.Kinds.IsDefaultOrEmpty || definition.Kinds.Contains(kind);

    private static bool Holds(ClockCondition? condition, string name, TicketStep? entered) =>
        condition is not null && (condition.Events.OrEmpty().Contains(name) || (entered is { } step && condition.Steps.OrEmpty().Contains(step)));
}
