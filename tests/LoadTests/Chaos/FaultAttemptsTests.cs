using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems.Postgres;

namespace AfterSales.Tests.LoadTests.Chaos;

public sealed class FaultAttemptsTests
{
    private double _now = 3;

    [Fact]
    public async Task What_hit_something_is_thrown_once()
    {
        var thrown = await Throw(30, FaultHit.Of("silo1"));

        Assert.Equal((true, 3.0, "silo1"), (thrown.Happened, thrown.At, thrown.Hit));
    }

    [Fact]
    public async Task What_hit_nothing_is_thrown_again_a_little_later()
    {
        var thrown = await Throw(5, FaultHit.None("nobody ran"), FaultHit.None("nobody wrote"), FaultHit.Of("silo1"));

        Assert.Equal((true, 5.0), (thrown.Happened, thrown.At));
        Assert.Equal("silo1; at 4.0 s: nobody wrote; at 3.0 s: nobody ran", thrown.Hit);
    }

    [Fact]
    public async Task What_hits_nothing_until_it_is_too_late_for_another_has_not_happened()
    {
        Assert.False((await Throw(4, FaultHit.None("nobody ran"), FaultHit.None("nobody ran"))).Happened);
        Assert.False((await Throw(3.9, FaultHit.None("nobody ran"))).Happened);
    }

    [Fact]
    public async Task A_refusal_is_no_hit()
    {
        var thrown = await FaultAttempts.Run("kill-all", () => throw new BenchRefusedException("was not ready"), () => 3, latest: 3.5, _ => Task.CompletedTask);

        Assert.Equal((false, "was not ready"), (thrown.Happened, thrown.Hit));
    }

    [Fact]
    public void A_server_that_does_not_run_is_not_paused()
    {
        using var folder = new TemporaryFolder();

        Assert.False(new PrivateServer("/nowhere", folder.Path).Pause());
    }

    [Fact]
    public void The_seed_fixes_the_victim_whoever_else_runs()
    {
        Assert.Equal(2, FaultScene.Place(0.9, [true, true, true]));
        Assert.Equal(2, FaultScene.Place(0.9, [false, true, true]));
        Assert.Equal(0, FaultScene.Place(0.9, [true, true, false]));
        Assert.Null(FaultScene.Place(0.9, [false, false, false]));
    }

    private async Task<ThrownFault> Throw(double latest, params FaultHit[] hits)
    {
        var left = new Queue<FaultHit>(hits);
        var thrown = await FaultAttempts.Run("kill-one", () => Task.FromResult(left.Dequeue()), () => _now, latest, pause =>
        {
            _now += pause.TotalSeconds;
            return Task.CompletedTask;
        });
        Assert.Empty(left);
        return thrown;
    }
}
