using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>
/// Expected handling time by kind: the policy's until 50 cases of the kind were finished here, then the median of the last 200 (domain.md section 6).
/// </summary>
internal sealed class HandlingTimes
{
    private const int Enough = 50;
    private const int Kept = 200;

    private readonly Dictionary<TicketKind, Samples> _kinds = [];
    private readonly long[] _expected = new long[Enum.GetValues<TicketKind>().Length];
    private Func<TicketKind, long> _configured = _ => 0;

    /// <param name="configured">The policy's time of a kind, in ticks.</param>
    public void Configure(Func<TicketKind, long> configured)
    {
        _configured = configured;
        foreach (var kind in Enum.GetValues<TicketKind>())
        {
            Update(kind);
        }
    }

    /// <summary>In ticks.</summary>
    public long Expected(TicketKind kind) => _expected[(int)kind];

    public int Finished(TicketKind kind) => _kinds.TryGetValue(kind, out var samples) ? samples.Finished : 0;

    public void Add(TicketKind kind, long ticks)
    {
        if (!_kinds.TryGetValue(kind, out var samples))
        {
            _kinds.Add(kind, samples = new Samples());
        }

        samples.Add(Math.Max(0, ticks));
        Update(kind);
    }

    private void Update(TicketKind kind) =>
        _expected[(int)kind] = _kinds.TryGetValue(kind, out var samples) && samples.Finished >= Enough ? samples.Median : _configured(kind);

    /// <summary>The last times in order of arrival and in order of size.</summary>
    private sealed class Samples
    {
        private readonly Queue<long> _inOrder = new(Kept);
        private readonly List<long> _sorted = new(Kept);

        public int Finished { get; private set; }

        public long Median => (_sorted[(_sorted.Count - 1) / 2] + _sorted[_sorted.Count / 2]) / 2;

        public void Add(long ticks)
        {
            Finished++;
            if (_inOrder.Count == Kept)
            {
                _sorted.RemoveAt(_sorted.BinarySearch(_inOrder.Dequeue()));
            }

            _inOrder.Enqueue(ticks);
            var at = _sorted.BinarySearch(ticks);
            _sorted.Insert(at < 0 ? ~at : at, ticks);
        }
    }
}
