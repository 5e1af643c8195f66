using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Workload;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation;

/// <summary>The oracle of promises can fail: nobody is at work, all is left to silence, and a part that keeps promises is taken out.</summary>
public sealed class PromiseMutationTests
{
    private const int Seeds = 12;

    private static readonly Trouble Calm = new(Storms: false, StepsPerCrash: 0, ProcessKills: 0, Duplicates: false);

    [Fact]
    public async Task Nothing_is_seen_where_nothing_is_wrong() =>
        Assert.Equal(0, await Caught(setup => setup, new Trouble(Storms: true, StepsPerCrash: 300, ProcessKills: 1, Duplicates: true), _ => true));

    [Fact]
    public async Task News_that_the_fast_path_lost_and_the_follower_does_not_tell_are_missed() =>
        Assert.InRange(await Caught(setup => setup with { WheelTold = false, NewsLostPerMille = 300 }, Calm, IsForgotten), Seeds * 3 / 4, Seeds);

    [Fact]
    public async Task An_entry_that_left_the_wheel_though_its_row_was_lost_is_missed() =>
        Assert.InRange(await Caught(setup => setup with { DueFault = DueFault.Lost }, Calm, IsForgotten), Seeds / 2, Seeds);

    [Fact]
    public async Task What_takes_effect_twice_is_seen() =>
        Assert.InRange(await Caught(setup => setup with { DueFault = DueFault.Twice }, Calm, IsDoubled), Seeds * 3 / 4, Seeds);

    [Fact]
    public async Task Without_the_fence_of_the_log_doubles_are_seen()
    {
        var trouble = new Trouble(Storms: true, StepsPerCrash: 40, ProcessKills: 0, Duplicates: true);
        Assert.InRange(await Caught(setup => setup with { FenceOn = false }, trouble, _ => true), Seeds / 4, Seeds);
    }

    private static bool IsForgotten(string what) => what.Contains("wanted to be woken", StringComparison.Ordinal) || what.Contains("want to be woken", StringComparison.Ordinal);

    private static bool IsDoubled(string what) => what.Contains("no deadline runs", StringComparison.Ordinal) || what.Contains("a second time", StringComparison.Ordinal);

    private static async Task<int> Caught(Func<WorldSetup, WorldSetup> mutation, Trouble trouble, Func<string, bool> isIt)
    {
        var caught = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var seen = await OwnThread.Run(() => Seen(seed, mutation, trouble));
            TestContext.Current.TestOutputHelper?.WriteLine(seen ?? $"Seed {seed}: nothing");
            caught += seen is not null && isIt(seen) ? 1 : 0;
        }

        return caught;
    }

    /// <summary>One line of what the oracle saw.</summary>
    private static string? Seen(int seed, Func<WorldSetup, WorldSetup> mutation, Trouble trouble)
    {
        try
        {
            using var run = new Run(seed, mutation, trouble, staffed: false);
            run.Execute();
            return null;
        }
        catch (ViolationException violation)
        {
            return violation.Message.Split('\n')[0];
        }
    }
}
