using System.Collections.Concurrent;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Agents;

/// <summary>How often the agents of this driver acted on a case in a step. A case comes back to its owner, so they remember what was tried.</summary>
internal sealed class VisitBook
{
    private const int StepsPerCase = 32;

    /// <summary>Beyond this all is forgotten, and a story may tell something twice.</summary>
    private const int MaxVisits = 1_000_000;

    private readonly ConcurrentDictionary<long, int> _visits = new();
    private int _places;

    /// <summary>Answers how often before, and counts this one.</summary>
    public int Next(int number, string step)
    {
        var visit = _visits.AddOrUpdate(Place(number, Steps.IndexOf(step)), 1, (_, before) => before + 1) - 1;
        if (visit == 0 && Interlocked.Increment(ref _places) > MaxVisits)
        {
            _visits.Clear();
            Interlocked.Exchange(ref _places, 0);
        }

        return visit;
    }

    public void Forget(int number)
    {
        for (var step = 0; step < Steps.All.Length; step++)
        {
            if (_visits.TryRemove(Place(number, step), out _))
            {
                Interlocked.Decrement(ref _places);
            }
        }
    }

    private static long Place(int number, int step) => ((long)number * StepsPerCase) + step;
}
