using AfterSales.Log;
using AfterSales.Log.Postgres.Loading;
using AfterSales.Tests.Storage.Fixtures;
using Xunit;

namespace AfterSales.Tests.Storage.Log.Postgres;

public sealed class BatchLoaderTests : IDisposable
{
    private readonly Queue<(int[] Keys, TaskCompletionSource Go)> _queries = new();
    private readonly SemaphoreSlim _asked = new(0);

    [Fact]
    public async Task What_waits_while_a_query_runs_shares_the_next_one()
    {
        var loader = Create(slots: 1, maxKeys: 3);
        var first = loader.Load(1);
        var (firstKeys, goFirst) = await NextQuery();
        Task<string>[] waiting = [loader.Load(2), loader.Load(3), loader.Load(4), loader.Load(5)];
        goFirst.SetResult();
        var (secondKeys, goSecond) = await NextQuery();
        goSecond.SetResult();
        var (thirdKeys, goThird) = await NextQuery();
        goThird.SetResult();

        Assert.Equal("1", await first.Within("the first is answered"));
        Assert.Equal(["2", "3", "4", "5"], await Task.WhenAll(waiting).Within("all are answered"));
        Assert.Equal([1], firstKeys);
        Assert.Equal([2, 3, 4], secondKeys);
        Assert.Equal([5], thirdKeys);
    }

    [Fact]
    public async Task A_lookup_is_never_answered_by_a_query_that_had_begun_before()
    {
        var loader = Create(slots: 2, maxKeys: 10);
        var early = loader.Load(1);
        var (_, goEarly) = await NextQuery();
        var late = loader.Load(1);
        var (keys, goLate) = await NextQuery();

        goEarly.SetResult();
        await early.Within("the first is answered");
        Assert.Equal([1], keys);
        Assert.False(late.IsCompleted);
        goLate.SetResult();
        await late.Within("the second is answered");
    }

    [Fact]
    public async Task A_failed_query_fails_its_own_lookups_and_the_loader_goes_on()
    {
        var loader = Create(slots: 1, maxKeys: 10);
        var failing = loader.Load(1);
        var (_, go) = await NextQuery();
        var next = loader.Load(2);
        go.SetException(new IOException("cut"));

        await Assert.ThrowsAsync<LogUnavailableException>(() => failing.Within("the first is answered"));
        (await NextQuery()).Go.SetResult();
        Assert.Equal("2", await next.Within("the second is answered"));
    }

    [Fact]
    public async Task More_than_the_capacity_fails_at_once()
    {
        var loader = Create(slots: 1, maxKeys: 1, capacity: 2);
        _ = loader.Load(1);
        var (_, go) = await NextQuery();
        Task<string>[] waiting = [loader.Load(2), loader.Load(3)];

        await Assert.ThrowsAsync<LogUnavailableException>(() => loader.Load(4));

        go.SetResult();
        (await NextQuery()).Go.SetResult();
        (await NextQuery()).Go.SetResult();
        Assert.Equal(["2", "3"], await Task.WhenAll(waiting).Within("the others are answered"));
    }

    public void Dispose() => _asked.Dispose();

    private BatchLoader<int, string> Create(int slots, int maxKeys, int capacity = 100) => new(slots, maxKeys, capacity, async keys =>
    {
        var go = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_queries)
        {
            _queries.Enqueue(([.. keys], go));
        }

        _asked.Release();
        await go.Task;
        return [.. keys.Select(key => $"{key}")];
    });

    private async Task<(int[] Keys, TaskCompletionSource Go)> NextQuery()
    {
        Assert.True(await _asked.WaitAsync(TimeSpan.FromSeconds(20)), "A query was expected.");
        lock (_queries)
        {
            return _queries.Dequeue();
        }
    }
}
