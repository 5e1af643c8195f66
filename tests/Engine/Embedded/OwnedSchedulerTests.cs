using AfterSales.Tests.Engine.Grains;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>Whoever gives scheduler and time owns every turn: nothing runs elsewhere, and a seed repeats a run.</summary>
public sealed class OwnedSchedulerTests
{
    [Fact]
    public async Task Nothing_runs_until_the_scheduler_runs_it_and_all_of_it_on_its_thread()
    {
        var scheduler = new DeterministicScheduler(1);
        await using OwnEngine engine = await OwnEngine.StartAsync(o => (o.Scheduler, o.MaxTurnsPerSlice) = (scheduler, 1));
        Task<int>[] calls = [.. Enumerable.Range(0, 20).Select(i => engine.Grains.GetGrain<ILink>($"link {i}").Thread())];
        Assert.DoesNotContain(calls, static call => call.IsCompleted);
        scheduler.RunAll();
        Assert.All(calls, static call => Assert.True(call.IsCompletedSuccessfully));
        int here = Environment.CurrentManagedThreadId;
        Assert.All(await Task.WhenAll(calls), thread => Assert.Equal(here, thread));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run_and_another_seed_another()
    {
        string first = Run(7);
        Assert.Equal(first, Run(7));
        Assert.NotEqual(first, Run(8));
    }

    [Fact]
    public async Task Timers_and_reminders_run_on_it_too()
    {
        string key = Guid.NewGuid().ToString();
        var scheduler = new DeterministicScheduler(1);
        await using OwnEngine engine = await OwnEngine.StartAsync(o => (o.Scheduler, o.MaxTurnsPerSlice) = (scheduler, 1));
        IClockwork clockwork = engine.Grains.GetGrain<IClockwork>(key);
        Task[] started =
        [
            clockwork.Start(TimeSpan.FromSeconds(5), Timeout.InfiniteTimeSpan, interleave: true),
            clockwork.Remind("wake", TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1)),
        ];
        scheduler.RunAll();
        Assert.All(started, static task => Assert.True(task.IsCompletedSuccessfully));
        engine.Time.Advance(TimeSpan.FromSeconds(6));
        Assert.False(Gate.Of($"{key} tick 1").Reached.IsCompleted);
        scheduler.RunAll();
        Assert.True(Gate.Of($"{key} tick 1").Reached.IsCompleted);
        Assert.True(Gate.Of($"{key} wake 1").Reached.IsCompleted);
        Gate.Of($"{key} tick 1").Open();
    }

    // The order in which ten grains reach one shared grain is the scheduler's choice alone.
    private static string Run(int seed)
    {
        var scheduler = new DeterministicScheduler(seed);
        OwnEngine engine = OwnEngine.StartAsync(o => (o.Scheduler, o.MaxTurnsPerSlice) = (scheduler, 1)).GetAwaiter().GetResult();
        scheduler.RunAll();
        for (int i = 0; i < 10; i++)
        {
            engine.Grains.GetGrain<IRelay>($"{i}").Pass("target").Ignore();
        }

        scheduler.RunAll();
        Task<string[]> order = engine.Grains.GetGrain<IProbe>("target").Notes();
        scheduler.RunAll();
        return string.Join(",", order.Result);
    }
}
