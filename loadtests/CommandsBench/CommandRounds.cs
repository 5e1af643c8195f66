using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.CommandsBench;

/// <summary>The rounds of one side: fresh orders, a settled disk, then the timed work up to the last list.</summary>
internal sealed class CommandRounds(ICommandSide side, BenchDatabase database, ProcessorTime processors, int cases)
{
    private int _completed;

    public string Name => side.Name;

    public List<Round> Measured { get; } = [];

    public async Task WarmUp(BenchProgress progress)
    {
        progress.Say($"{side.Name}: warming up");
        await Measure("warm", Math.Min(cases, 8_000));
        progress.Step();
    }

    public async Task Run(int round, BenchProgress progress)
    {
        progress.Say($"{side.Name}: round {round}");
        Measured.Add(await Measure($"r{round}", cases));
        progress.Step();
    }

    private async Task<Round> Measure(string prefix, int count)
    {
        var work = new BenchCases(prefix);
        await side.Import(work, BenchCases.Orders(count), DateTimeOffset.UtcNow);
        await database.Settle();
        GC.Collect();

        var (before, collector) = (processors.ReadSeconds(), CollectorShare.Read());
        var started = Stopwatch.GetTimestamp();
        var round = await side.Run(work, count);
        _completed += count;
        await side.CatchUp(_completed);
        var (elapsed, after) = (Stopwatch.GetElapsedTime(started), processors.ReadSeconds());
        return round with
        {
            Elapsed = elapsed,
            ProcessorSeconds = (after.Service - before.Service, after.Database - before.Database),
            Collector = CollectorShare.Read().Since(collector),
        };
    }
}
