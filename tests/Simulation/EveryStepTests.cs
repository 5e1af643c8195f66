using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Workload;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation;

/// <summary>
/// One small story of assignment, broken after each of its steps in turn: once by the death of the process, once by the loss of any one grain. Nobody does
/// anything afterwards, and still everything is settled.
/// </summary>
public sealed class EveryStepTests
{
    private const int Seed = 1;

    [Theory]
    [InlineData(Shop.General)]
    [InlineData(Shop.Offers)]
    public Task The_process_may_die_after_any_step(string queue) =>
        OwnThread.Run(() => BreakEverywhere(queue, static (world, _) => world.KillProcess(TimeSpan.FromMilliseconds(20))));

    [Theory]
    [InlineData(Shop.General)]
    [InlineData(Shop.Offers)]
    public Task Any_grain_may_be_lost_after_any_step(string queue) => OwnThread.Run(() => BreakEverywhere(queue, static (world, step) =>
    {
        var all = world.Process.Activations;
        if (all.Count > 0)
        {
            var lost = all[step % all.Count];
            world.Disturb($"{lost.GrainId} crashes");
            lost.Crash(tellCallers: step % 2 == 0);
        }
    }));

    private static bool BreakEverywhere(string queue, Action<World, int> breaks)
    {
        using var whole = new ShortStory(queue, Seed);
        var steps = whole.Tell();
        for (var step = 1; step < steps; step++)
        {
            var after = step;
            using var broken = new ShortStory(queue, Seed, after, world => breaks(world, after));
            broken.Tell();
        }

        return true;
    }
}
