using System.Collections.Concurrent;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Agents;

/// <summary>How often the agents of this driver acted on a case in a step. A case comes back to its owner, so they remember what was tried.</summary>
internal sealed class VisitBook
{
    private const int StepsPerCase = 32;
    private readonly ConcurrentDictionary<long, int> _visits = new();

    public int Count => _visits.Count;

    /// <summary>Answers how often before, and counts this one.</summary>
    public int Next(int number, string step) => _visits.AddOrUpdate(Place(number, Steps.IndexOf(step)), 1, (_, before) => before + 1) - 1;

    public void Forget(int number)
    {
        for (var step = 0; step < Steps.All.Length; step++)
        {
            _visits.TryRemove(Place(number, step), out _);
        }
    }

    private static long Place(int number, int step) => ((long)number * StepsPerCase) + step;
}
