using System.Collections.Concurrent;
using System.Diagnostics;
using AfterSales.LoadTests.Audit.Derived;
using AfterSales.LoadTests.Audit.Log;

namespace AfterSales.LoadTests.Audit.Api;

/// <summary>Asks about many things side by side, and again about those whose answer differs from the log, which is read again before: both go on.</summary>
internal static class AskAgain
{
    private const int MostAskedAgain = 2_000;

    /// <param name="items">What is asked about.</param>
    /// <param name="ask">Null: the answer is as it should be.</param>
    public static async Task Of<T>(
        AuditContext context, AuditSettings settings, IReadOnlyCollection<T> items, Func<T, Task<Suspicion?>> ask, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var differing = await Ask(settings, items, ask, cancellation);
        while (differing.Count is > 0 and <= MostAskedAgain && Stopwatch.GetElapsedTime(started) < settings.SettleWithin)
        {
            await Task.Delay(settings.LookAgainAfter, TimeProvider.System, cancellation);
            if (context.Database is { } database)
            {
                var streams = differing.SelectMany(entry => entry.Suspicion.Streams).ToHashSet();
                await new LogPass(database, context.Log).Refresh(streams, cancellation);
            }

            differing = await Ask(settings, [.. differing.Select(entry => entry.Item)], ask, cancellation);
        }

        foreach (var (_, suspicion) in differing)
        {
            context.Found(suspicion.Kind, suspicion.What);
        }
    }

    private static async Task<IReadOnlyCollection<(T Item, Suspicion Suspicion)>> Ask<T>(
        AuditSettings settings, IReadOnlyCollection<T> items, Func<T, Task<Suspicion?>> ask, CancellationToken cancellation)
    {
        var differing = new ConcurrentBag<(T, Suspicion)>();
        var options = new ParallelOptions { MaxDegreeOfParallelism = settings.Parallel, CancellationToken = cancellation };
        await Parallel.ForEachAsync(items, options, async (item, _) =>
        {
            if (await ask(item) is { } suspicion)
            {
                differing.Add((item, suspicion));
            }
        });
        return differing;
    }
}
