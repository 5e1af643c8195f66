namespace AfterSales.Followers;

/// <summary>
/// Many asynchronous pieces of work at once, a bounded number under way. All places are taken at the start: <c>Parallel.ForEachAsync</c> starts a place only
/// when the one before it has come through the thread pool's queue, and in an overload fifteen of 128 were taken (docs/performance.md).
/// </summary>
internal static class Concurrently
{
    /// <param name="items">Taken in their order.</param>
    /// <param name="most">Under way at once, 1 or more.</param>
    /// <param name="work">Awaits something: what it does before that it does one after the other.</param>
    /// <param name="cancellationToken">Takes no further item; also handed to the work.</param>
    /// <exception cref="Exception">The first failure. No further item is taken then, and the work under way has been told to stop and has ended.</exception>
    public static async Task ForEach<T>(IReadOnlyList<T> items, int most, Func<T, CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Math.Min(most, items.Count)).Select(_ => Place()));
        cancellationToken.ThrowIfCancellationRequested();

        async Task Place()
        {
            try
            {
                while (!stop.IsCancellationRequested && Interlocked.Increment(ref next) is var taken && taken < items.Count)
                {
                    await work(items[taken], stop.Token);
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
