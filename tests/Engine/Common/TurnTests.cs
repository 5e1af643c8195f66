using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Common;

/// <summary>Which requests of one activation may run beside each other.</summary>
public sealed class TurnTests(EngineFixture engine)
{
    private readonly string _key = Guid.NewGuid().ToString();

    private IProbe Probe => engine.Grains.GetGrain<IProbe>($"probe:{_key}");

    [Fact]
    public async Task Requests_exclude_each_other_across_awaits()
    {
        Task first = Probe.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the first request waits at its gate");
        Task second = Probe.Note("second");
        Assert.Equal([$"{_key} in"], await Probe.Notes());
        Assert.False(second.IsCompleted);

        Gate.Of(_key).Open();
        await Expect.Within(Task.WhenAll(first, second), "both requests end once the gate is open");
        Assert.Equal([$"{_key} in", $"{_key} out", "second"], await Probe.Notes());
    }

    [Fact]
    public async Task Interleaving_requests_run_beside_others_and_hold_nobody_up()
    {
        Task held = Probe.HoldInterleaved(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the interleaving request waits at its gate");
        await Expect.Within(Probe.Note("beside"), "an ordinary request runs beside an interleaving one");
        Assert.False(held.IsCompleted);
        Gate.Of(_key).Open();
        await Expect.Within(held, "the interleaving request ends");
    }

    [Fact]
    public async Task Readers_run_beside_readers_and_writers_wait_for_them()
    {
        Task reading = Probe.HoldReading(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the first reader waits at its gate");
        Task writing = Probe.Note("written");
        Assert.Equal(0, await Expect.Within(Probe.Read(), "a second reader runs beside the first"));
        Assert.False(writing.IsCompleted);
        Gate.Of(_key).Open();
        await Expect.Within(Task.WhenAll(reading, writing), "the writer runs after the readers");
        Assert.Equal(1, await Probe.Read());
    }

    [Fact]
    public async Task A_reentrant_grain_starts_requests_while_others_await()
    {
        IOpen open = engine.Grains.GetGrain<IOpen>(4711);
        Task<long> held = open.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the first request waits at its gate");
        await Expect.Within(open.Note(), "a second request runs beside it");
        Gate.Of(_key).Open();
        Assert.Equal(4711, await Expect.Within(held, "the first request ends"));
    }

    [Fact]
    public async Task A_one_way_call_is_complete_for_its_caller_at_once()
    {
        await Expect.Within(Probe.Tell(_key), "the caller of a one-way method does not wait for it");
        await Expect.Within(Gate.Of(_key).Reached, "the one-way request runs");
        Gate.Of(_key).Open();
        await Expect.Within(Gate.Of(_key + " done").Reached, "the one-way request ends");
    }
}
