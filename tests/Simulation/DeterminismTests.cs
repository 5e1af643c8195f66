using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Workload;

namespace AfterSales.Tests.Simulation;

/// <summary>A seed names one run, to the last bit; and nothing of a run happens anywhere but in the simulation's hand.</summary>
public sealed class DeterminismTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    public async Task The_same_seed_gives_the_same_log_and_another_seed_another(int seed)
    {
        var first = await HashOf(seed);
        Assert.Equal(first, await HashOf(seed));
        Assert.NotEqual(first, await HashOf(seed + 5));
    }

    private static Task<string> HashOf(int seed) => OwnThread.Run(() =>
    {
        using var run = new Run(seed);
        return run.Execute().LogHash;
    });
}
