using Orleans.Embedded;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Owns every turn: nothing runs until the test runs it, in an order that the seed decides.</summary>
internal sealed class DeterministicScheduler(int seed) : IEmbeddedScheduler
{
    private readonly List<IThreadPoolWorkItem> _ready = [];
    private readonly Random _random = new(seed);

    public int Executed { get; private set; }

    public void Schedule(IThreadPoolWorkItem work)
    {
        lock (_ready)
        {
            _ready.Add(work);
        }
    }

    /// <summary>Runs turns on this thread until none is left.</summary>
    public void RunAll()
    {
        while (Take() is { } work)
        {
            work.Execute();
            Executed++;
        }
    }

    private IThreadPoolWorkItem? Take()
    {
        lock (_ready)
        {
            if (_ready.Count == 0)
            {
                return null;
            }

            int index = _random.Next(_ready.Count);
            IThreadPoolWorkItem work = _ready[index];
            _ready.RemoveAt(index);
            return work;
        }
    }
}
