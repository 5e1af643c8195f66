using AfterSales.Tests.Engine.Grains;
using Orleans.Embedded;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Queues, timeouts and settings have limits that hold.</summary>
public sealed class LimitTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task A_full_queue_refuses_and_keeps_what_it_has()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.Grains[typeof(IProbe)] = new EmbeddedGrainOptions { MaxQueuedRequests = 3 });
        IProbe probe = engine.Grains.GetGrain<IProbe>(_key);
        Task held = probe.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the first request holds the grain");
        Task[] queued = [probe.Note("1"), probe.Note("2")];
        LimitExceededException refused = await Assert.ThrowsAsync<LimitExceededException>(() => probe.Note("refused"));
        Assert.Contains($"probe/{_key}", refused.Message, StringComparison.Ordinal);

        Gate.Of(_key).Open();
        await Expect.Within(Task.WhenAll([held, .. queued]), "the queued requests run");
        Assert.Equal([$"{_key} in", $"{_key} out", "1", "2"], await probe.Notes());
    }

    [Fact]
    public async Task A_call_that_timed_out_in_the_queue_is_never_started()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        IProbe probe = engine.Grains.GetGrain<IProbe>(_key);
        Task held = probe.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "the first request holds the grain");
        Task late = probe.Note("late");
        engine.Time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(late.IsCompleted);
        engine.Time.Advance(TimeSpan.FromSeconds(0.4));
        TimeoutException timeout = await Expect.Within(Assert.ThrowsAsync<TimeoutException>(() => late), "the queued call times out");
        Assert.Contains("IProbe.Note", timeout.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<TimeoutException>(() => held);

        Gate.Of(_key).Open();
        await Expect.Within(probe.Note("next"), "the grain serves on");
        Assert.Equal([$"{_key} in", $"{_key} out", "next"], await probe.Notes());
    }

    [Fact]
    public async Task Wrong_settings_are_told_all_at_once()
    {
        var error = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => OwnEngine.StartAsync(static o =>
        {
            o.ServiceId = " ";
            o.ResponseTimeout = TimeSpan.Zero;
            o.MaxTurnsPerSlice = 0;
            o.Grains[typeof(IProbe)] = new EmbeddedGrainOptions { MaxQueuedRequests = 0 };
        }));
        Assert.Equal(4, error.Failures.Count());
    }

    [Fact]
    public async Task A_stop_lets_grains_finish_and_refuses_new_calls()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        IProbe probe = engine.Grains.GetGrain<IProbe>(_key);
        Task held = probe.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "a request is running");
        Task stop = engine.StopAsync();
        await Expect.Within(Assert.ThrowsAsync<OrleansMessageRejectionException>(() => probe.Note("too late")), "a new call is refused");
        Assert.False(stop.IsCompleted);
        Gate.Of(_key).Open();
        await Expect.Within(Task.WhenAll(held, stop), "the request ends, then the engine");
        Assert.Equal(DeactivationReasonCode.ShuttingDown, ProbeGrain.Reasons[_key]);
    }
}
