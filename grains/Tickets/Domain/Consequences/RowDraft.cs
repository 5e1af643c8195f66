using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>A row in the making: its events so far and the case as it will be after them.</summary>
internal ref struct RowDraft
{
    private readonly EventStamp _stamp;
    private readonly ImmutableArray<TicketEvent>.Builder _events;

    public RowDraft(TicketState before, ImmutableArray<TicketEvent> events, DecisionContext context)
    {
        _stamp = new EventStamp(before.Version + 1, context.Now, context.Caller.Subject, Guid.Empty);
        _events = ImmutableArray.CreateBuilder<TicketEvent>(events.Length + 4);
        State = before;
        foreach (var stored in events)
        {
            Add(stored);
        }
    }

    public TicketState State { get; private set; }

    public void Add(TicketEvent stored)
    {
        _events.Add(stored);
        State = TicketFold.Apply(State, stored, _stamp);
    }

    public readonly ImmutableArray<TicketEvent> ToEvents() => _events.DrainToImmutable();
}
