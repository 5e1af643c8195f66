using System.Collections.Concurrent;
using AfterSales.Followers;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class ConcurrentlyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_places_are_taken_before_anything_is_awaited_and_no_more()
    {
        var gate = new TaskCompletionSource();
        var started = new ConcurrentQueue<int>();

        var all = Concurrently.ForEach([.. Enumerable.Range(0, 10)], 4, async (item, _) =>
        {
            started.Enqueue(item);
            await gate.Task;
        }, Cancellation);

        Assert.Equal([0, 1, 2, 3], started);
        gate.SetResult();
        await all;
        Assert.Equal(Enumerable.Range(0, 10), started.Order());
    }

    [Fact]
    public async Task The_first_failure_stops_the_others_and_is_thrown()
    {
        var taken = 0;
        var stopped = false;

        var error = await Assert.ThrowsAsync<InvalidDataException>(() => Concurrently.ForEach([.. Enumerable.Range(0, 100)], 2, async (item, token) =>
        {
            Interlocked.Increment(ref taken);
            if (item == 1)
            {
                throw new InvalidDataException("the second");
            }

            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                stopped = true;
            }
        }, Cancellation));

        Assert.Equal(("the second", 2, true), (error.Message, taken, stopped));
    }

    [Fact]
    public async Task Who_cancels_is_told_so()
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var taken = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Concurrently.ForEach([1, 2, 3], 1, async (_, _) =>
        {
            taken++;
            await source.CancelAsync();
        }, source.Token));

        Assert.Equal(1, taken);
        await Concurrently.ForEach(Array.Empty<int>(), 4, (_, _) => throw new InvalidOperationException(), Cancellation);
    }
}
