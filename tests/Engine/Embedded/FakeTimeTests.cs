using AfterSales.Tests.Engine.Grains;
using Orleans.Embedded;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Everything that depends on time, on time that the test moves.</summary>
public sealed class FakeTimeTests
{
    private readonly string _key = Guid.NewGuid().ToString();

    [Fact]
    public async Task Idle_activations_are_collected_after_their_age_and_busy_ones_are_not()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o =>
        {
            o.ResponseTimeout = TimeSpan.FromHours(1);
        });
        IProbe idle = engine.Grains.GetGrain<IProbe>($"{_key} idle");
        IProbe busy = engine.Grains.GetGrain<IProbe>($"{_key} busy");
        Guid first = await idle.Activation();
        Guid held = await busy.Activation();
        Task hold = busy.Hold(_key);
        await Expect.Within(Gate.Of(_key).Reached, "a request is running");

        engine.Time.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal(first, await idle.Activation());
        engine.Time.Advance(TimeSpan.FromMinutes(6));
        Assert.NotEqual(first, await idle.Activation());
        Assert.Equal(DeactivationReasonCode.ActivationIdle, ProbeGrain.Reasons[$"{_key} idle"]);
        Gate.Of(_key).Open();
        await Expect.Within(hold, "the running request ends");
        Assert.Equal(held, await busy.Activation());
    }

    [Fact]
    public async Task A_delayed_deactivation_waits_for_its_time()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync();
        IClockwork clockwork = engine.Grains.GetGrain<IClockwork>(_key);
        Guid first = await clockwork.Activation();
        await clockwork.KeepFor(TimeSpan.FromMinutes(30));
        engine.Time.Advance(TimeSpan.FromMinutes(29));
        Assert.Equal(first, await clockwork.Activation());
        engine.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.NotEqual(first, await clockwork.Activation());
    }

    [Fact]
    public async Task A_timer_counts_its_period_from_the_end_of_a_tick()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.ResponseTimeout = TimeSpan.FromHours(1));
        IClockwork clockwork = engine.Grains.GetGrain<IClockwork>(_key);
        await clockwork.Start(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), interleave: true);
        engine.Time.Advance(TimeSpan.FromSeconds(9));
        Assert.Equal(0, await clockwork.Ticks());
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await Expect.Within(Gate.Of($"{_key} tick 1").Reached, "the first tick");
        engine.Time.Advance(TimeSpan.FromSeconds(90));
        Assert.Equal(1, await clockwork.Ticks());

        Gate.Of($"{_key} tick 1").Open();
        await clockwork.Touch();
        engine.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.Equal(1, await clockwork.Ticks());
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await Expect.Within(Gate.Of($"{_key} tick 2").Reached, "the second tick, 30 s after the end of the first");
        Gate.Of($"{_key} tick 2").Open();
    }

    [Fact]
    public async Task Reminders_missed_in_a_gap_come_once_and_keep_their_phase()
    {
        await using OwnEngine engine = await OwnEngine.StartAsync(static o => o.CollectionAge = TimeSpan.FromDays(1));
        IClockwork clockwork = engine.Grains.GetGrain<IClockwork>(_key);
        DateTime start = engine.Time.GetUtcNow().UtcDateTime;
        await clockwork.Remind("wake", TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10));
        engine.Time.Advance(TimeSpan.FromMinutes(1));
        await Expect.Within(Gate.Of($"{_key} wake 1").Reached, "the first tick");
        engine.Time.Skip(TimeSpan.FromMinutes(34.5));
        engine.Time.Advance(TimeSpan.FromSeconds(1));
        await Expect.Within(Gate.Of($"{_key} wake 2").Reached, "one tick for the three that were missed");
        engine.Time.Advance(TimeSpan.FromMinutes(5.5));
        await Expect.Within(Gate.Of($"{_key} wake 3").Reached, "the next tick on the old phase");
        DateTime[] ticks = await clockwork.Reminded();
        Assert.Equal([1, 35, 41], ticks.Select(tick => (int)(tick - start).TotalMinutes));
    }
}
