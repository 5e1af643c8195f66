using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>A row in the making: its events so far and the case as it will be after them.</summary>
internal ref struct RowDraft
{
    private readonly ImmutableArray<TicketEvent>.Builder _events;

    public RowDraft(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        Stamp = new EventStamp(before.Version + 1, context.Now, context.Caller.Subject, Guid.Empty);
        _events = ImmutableArray.CreateBuilder<TicketEvent>(events.Length + 4);
        State = before;
        foreach (var stored in events)
        {
            Add(stored);
        }
    }

    /// <summary>Time and number of the row, as far as they are known before it is written.</summary>
    public EventStamp Stamp { get; }

    public TicketState State { get; private set; }

    public readonly int Count => _events.Count;

    public readonly TicketEvent this[int index] => _events[index];

    public void Add(TicketEvent stored)
    {
        _events.Add(stored);
        State = TicketFold.Apply(State, stored, Stamp);
    }

    public readonly ImmutableArray<TicketEvent> ToEvents() => _events.DrainToImmutable();
}
