using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Workload;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation;

/// <summary>The oracle can fail: with a part that protects routing taken out, it sees what goes wrong.</summary>
public sealed class MutationTests
{
    private const int Seeds = 18;

    /// <summary>About half of the seeds see it; which ones is chance and changes with the product.</summary>
    private const int Enough = Seeds / 3;

    [Fact]
    public async Task Without_the_fence_of_the_log_doubles_are_seen()
    {
        var trouble = new Trouble(Storms: true, StepsPerCrash: 300, ProcessKills: 0, Duplicates: true);
        Assert.InRange(await Caught(setup => setup with { FenceOn = false }, trouble), Enough, Seeds);
    }

    [Fact]
    public async Task Without_the_follower_what_a_crash_lost_stays_lost_and_is_seen()
    {
        var trouble = new Trouble(Storms: true, StepsPerCrash: 60, ProcessKills: 3, Duplicates: false);
        Assert.InRange(await Caught(setup => setup with { FollowerOn = false }, trouble), Enough, Seeds);
    }

    private static async Task<int> Caught(Func<WorldSetup, WorldSetup> mutation, Trouble trouble)
    {
        var caught = 0;
        for (var seed = 1; seed <= Seeds; seed++)
        {
            caught += await OwnThread.Run(() => IsCaught(seed, mutation, trouble)) ? 1 : 0;
        }

        return caught;
    }

    private static bool IsCaught(int seed, Func<WorldSetup, WorldSetup> mutation, Trouble trouble)
    {
        try
        {
            using var run = new Run(seed, mutation, trouble);
            run.Execute();
            return false;
        }
        catch (ViolationException violation)
        {
            // One line of what the oracle saw, for whoever reads the test's output.
            TestContext.Current.TestOutputHelper?.WriteLine(violation.Message.Split('\n')[0]);
            return true;
        }
    }
}
