namespace AfterSales.Sla.Domain;

/// <summary>Where the entries are: slots that are used again, and a binary heap of their numbers by time.</summary>
internal sealed partial class Wheel
{
    private const long Never = long.MaxValue;
    private const int Flying = -1;

    private Entry[] _entries = new Entry[16];
    private int[] _heap = new int[16];
    private int _heapCount;
    private int _used;
    private int _free = -1;
    private int _resting;

    private ref Entry Slot(int at) => ref _entries[at];

    private int Take(Guid id)
    {
        var at = _free;
        if (at >= 0)
        {
            _free = Slot(at).Place;
        }
        else
        {
            if (_used == _entries.Length)
            {
                Array.Resize(ref _entries, _used * 2);
            }

            at = _used++;
        }

        Slot(at) = new Entry { Id = id, Place = Flying };
        _slots.Add(id, at);
        return at;
    }

    private void Release(int at)
    {
        _slots.Remove(Slot(at).Id);
        Slot(at) = new Entry { Place = _free };
        _free = at;
    }

    /// <summary>News of a case end its rest.</summary>
    private void Change(int at, in DueFacts facts)
    {
        ref var slot = ref Slot(at);
        if (slot.Failures > 0 && slot.Place != Flying)
        {
            _resting--;
        }

        slot.Version = facts.Version;
        slot.Due = slot.Key = facts.Due?.UtcTicks ?? Never;
        slot.Failures = 0;
    }

    private int CountDue(int place, long now)
    {
        if (place >= _heapCount || Slot(_heap[place]).Key > now)
        {
            return 0;
        }

        var own = Slot(_heap[place]).Failures == 0 ? 1 : 0;
        return own + CountDue((2 * place) + 1, now) + CountDue((2 * place) + 2, now);
    }

    private void Push(int at)
    {
        if (_heapCount == _heap.Length)
        {
            Array.Resize(ref _heap, _heapCount * 2);
        }

        Up(_heapCount++, at);
    }

    /// <summary>Takes an entry out of the heap; its slot stays.</summary>
    private void Pull(int place)
    {
        if (Slot(_heap[place]).Failures > 0)
        {
            _resting--;
        }

        var last = _heap[--_heapCount];
        if (place < _heapCount)
        {
            Move(place, last);
        }
    }

    /// <summary>Puts an entry here, or where it belongs from here.</summary>
    private void Move(int place, int at)
    {
        if (place > 0 && Slot(at).Key < Slot(_heap[(place - 1) / 2]).Key)
        {
            Up(place, at);
        }
        else
        {
            Down(place, at);
        }
    }

    private void Up(int place, int at)
    {
        var key = Slot(at).Key;
        while (place > 0)
        {
            var parent = (place - 1) / 2;
            if (Slot(_heap[parent]).Key <= key)
            {
                break;
            }

            Put(place, _heap[parent]);
            place = parent;
        }

        Put(place, at);
    }

    private void Down(int place, int at)
    {
        var key = Slot(at).Key;
        while (true)
        {
            var child = (2 * place) + 1;
            if (child >= _heapCount)
            {
                break;
            }

            if (child + 1 < _heapCount && Slot(_heap[child + 1]).Key < Slot(_heap[child]).Key)
            {
                child++;
            }

            if (Slot(_heap[child]).Key >= key)
            {
                break;
            }

            Put(place, _heap[child]);
            place = child;
        }

        Put(place, at);
    }

    private void Put(int place, int at)
    {
        _heap[place] = at;
        Slot(at).Place = place;
    }

    private struct Entry
    {
        public Guid Id;
        public long Due;

        /// <summary>Due, or the end of its rest.</summary>
        public long Key;
        public int Version;

        /// <summary>In the heap, or <see cref="Flying"/>; of a free slot the next free one.</summary>
        public int Place;
        public byte Failures;
    }
}
