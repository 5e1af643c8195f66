using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Common;

/// <summary>Timers and reminders on real time; what needs exact times is tested with fake time.</summary>
public sealed class TimerTests(EngineFixture engine)
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);

    private readonly string _key = Guid.NewGuid().ToString();

    private IClockwork Clockwork => engine.Grains.GetGrain<IClockwork>(_key);

    [Fact]
    public async Task Ticks_exclude_requests_and_come_again_until_the_timer_is_disposed()
    {
        await Clockwork.Start(Soon, Soon, interleave: false);
        await Expect.Within(Gate.Of($"{_key} tick 1").Reached, "the first tick");
        Task touch = Clockwork.Touch();
        Assert.Equal(1, await Clockwork.Ticks());
        Assert.False(touch.IsCompleted);

        Gate.Of($"{_key} tick 1").Open();
        await Expect.Within(touch, "the request runs after the tick");
        await Expect.Within(Gate.Of($"{_key} tick 2").Reached, "the second tick");
        Task stop = Clockwork.Stop();
        Gate.Of($"{_key} tick 2").Open();
        await Expect.Within(stop, "the timer is disposed after the second tick");
        Assert.Equal(2, await Clockwork.Ticks());
    }

    [Fact]
    public async Task Interleaving_ticks_run_beside_requests()
    {
        Task hold = Clockwork.Start(Soon, Timeout.InfiniteTimeSpan, interleave: true);
        await hold;
        Task held = Clockwork.Hold(_key);
        await Expect.Within(Gate.Of($"{_key} tick 1").Reached, "the tick runs beside the request");
        Gate.Of($"{_key} tick 1").Open();
        Gate.Of(_key).Open();
        await Expect.Within(held, "the request ends");
    }

    [Fact]
    public async Task A_reminder_calls_its_grain()
    {
        // Orleans skips a first tick whose time has come before the registration is done.
        await Clockwork.Remind("wake", TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));
        await Expect.Within(Gate.Of($"{_key} wake 1").Reached, "the reminder's first tick");
        Assert.True(await Clockwork.Forget("wake"));
        Assert.False(await Clockwork.Forget("wake"));
    }
}
