namespace AfterSales.Sla.Domain;

/// <summary>
/// The earliest deadline of each of many cases, in order of time. An entry that was begun stays until its answer: what is told of it meanwhile is kept,
/// and it is never begun twice at once. About 100 bytes an entry: no object, no node.
/// </summary>
internal sealed partial class Wheel
{
    private readonly Dictionary<Guid, int> _slots = [];

    /// <summary>Entries, those being woken included.</summary>
    public int Count => _slots.Count;

    /// <summary>Begun and not answered.</summary>
    public int InFlight { get; private set; }

    /// <summary>The time at which the next entry can be begun: its due time, or after a failure the end of its rest.</summary>
    public DateTimeOffset? NextDue => _heapCount > 0 ? TimeOf(Slot(_heap[0]).Key) : null;

    /// <summary>Takes what a case says of itself: the newer version wins, nothing due takes the entry away. False: it was known.</summary>
    public bool Set(in DueFacts facts)
    {
        if (!_slots.TryGetValue(facts.TicketId, out var at))
        {
            if (facts.Due is null)
            {
                return false;
            }

            at = Take(facts.TicketId);
            Change(at, facts);
            Push(at);
            return true;
        }

        ref var slot = ref Slot(at);
        if (facts.Version <= slot.Version)
        {
            return false;
        }

        Change(at, facts);
        if (slot.Place != Flying)
        {
            if (facts.Due is null)
            {
                Remove(at);
            }
            else
            {
                Move(slot.Place, at);
            }
        }

        return true;
    }

    /// <summary>Begins the earliest entry that is due and at rest.</summary>
    public bool TryBegin(DateTimeOffset now, out DueEntry entry)
    {
        if (_heapCount == 0 || Slot(_heap[0]).Key > now.UtcTicks)
        {
            entry = default;
            return false;
        }

        var at = _heap[0];
        ref var slot = ref Slot(at);
        entry = new DueEntry(slot.Id, slot.Version, TimeOf(slot.Due), slot.Failures);
        Pull(slot.Place);
        slot.Place = Flying;
        InFlight++;
        return true;
    }

    /// <summary>
    /// The case answered. False: it is where it was and due all the same, or it answered from an older version; it is still in flight, and
    /// <see cref="Failed"/> has to follow, lest it be asked again and again.
    /// </summary>
    public bool Answered(in DueEntry begun, in DueFacts facts, DateTimeOffset now)
    {
        if (!_slots.TryGetValue(begun.TicketId, out var at))
        {
            return true;
        }

        ref var slot = ref Slot(at);
        var newest = facts.Version >= slot.Version;
        if (newest)
        {
            Change(at, facts);
        }

        var moved = slot.Version > begun.Version || (newest && (facts.Due is null || facts.Due > now));
        if (!moved)
        {
            slot.Failures = (byte)begun.Failures;
            return false;
        }

        Land(at);
        return true;
    }

    /// <summary>Waking it led nowhere: it rests until <paramref name="retryAt"/>, unless it was told of meanwhile.</summary>
    public void Failed(in DueEntry begun, DateTimeOffset retryAt) => Rest(begun, retryAt, begun.Failures + 1);

    /// <summary>It was not its turn: it rests until <paramref name="retryAt"/>, and that counts for nothing.</summary>
    public void PutOff(in DueEntry begun, DateTimeOffset retryAt) => Rest(begun, retryAt, begun.Failures);

    private void Rest(in DueEntry begun, DateTimeOffset retryAt, int failures)
    {
        // Who is not being woken has landed before.
        if (!_slots.TryGetValue(begun.TicketId, out var at) || Slot(at).Place != Flying)
        {
            return;
        }

        ref var slot = ref Slot(at);
        if (slot.Version == begun.Version && slot.Due != Never)
        {
            slot.Failures = (byte)Math.Min(byte.MaxValue, failures);
            slot.Key = retryAt.UtcTicks;
            _resting += failures > 0 ? 1 : 0;
        }

        Land(at);
    }

    /// <summary>Entries due by now, those being woken or resting after a failure included. Looks at no others.</summary>
    public int Overdue(DateTimeOffset now) => InFlight + _resting + CountDue(0, now.UtcTicks);

    /// <summary>After its answer: back among the others, or gone.</summary>
    private void Land(int at)
    {
        InFlight--;
        if (Slot(at).Due == Never)
        {
            Release(at);
        }
        else
        {
            Push(at);
        }
    }

    private void Remove(int at)
    {
        Pull(Slot(at).Place);
        Release(at);
    }

    private static DateTimeOffset TimeOf(long ticks) => new(ticks, TimeSpan.Zero);
}
