using System.Collections.Concurrent;
using System.Globalization;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Workload;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation;

/// <summary>
/// Random shops under random trouble (architecture.md section 4): no case is lost or has two assignees, nobody gets more than he can carry, units in use are
/// open work, what was acknowledged is stored once, and nobody who could work stays idle. AFTERSALES_SIM_SEEDS=from-to runs other seeds.
/// </summary>
public sealed class SeedTests
{
    private const string Variable = "AFTERSALES_SIM_SEEDS";

    private readonly ITestOutputHelper _output = TestContext.Current.TestOutputHelper!;

    [Fact]
    public async Task Every_seed_keeps_every_rule()
    {
        var seeds = new ConcurrentQueue<int>(Seeds());
        var remembered = seeds.Count == 1 ? int.MaxValue : 300;
        var violations = new ConcurrentDictionary<int, string>();
        var results = new ConcurrentBag<RunResult>();
        await Task.WhenAll(Enumerable.Range(0, Math.Min(Environment.ProcessorCount, seeds.Count)).Select(_ => OwnThread.Run(() =>
        {
            while (seeds.TryDequeue(out var seed))
            {
                try
                {
                    using var run = new Run(seed) { Remembered = remembered };
                    results.Add(run.Execute());
                }
                catch (ViolationException violation)
                {
                    violations[seed] = violation.Message;
                }
            }

            return true;
        })));
        _output.WriteLine(
            $"{results.Count} seeds held, {results.Sum(run => (long)run.Steps)} steps, {results.Sum(run => run.Rows)} rows, {results.Sum(run => run.Cases)} cases, " +
            $"{results.Sum(run => run.Decided)} decided by silence, {results.Sum(run => run.Broken)} promises broken, logs {Sum(results)}.");
        Assert.True(violations.IsEmpty, Report(violations));
    }

    /// <summary>Equal wherever and however often the same seeds are run.</summary>
    private static string Sum(IEnumerable<RunResult> results) => results
        .Aggregate(0UL, (sum, run) => unchecked(sum + ulong.Parse(run.LogHash.AsSpan(0, 16), NumberStyles.HexNumber, CultureInfo.InvariantCulture)))
        .ToString("x16", CultureInfo.InvariantCulture);

    private static string Report(IReadOnlyDictionary<int, string> violations)
    {
        var failed = violations.OrderBy(failed => failed.Key).Select(failed => failed.Value).ToArray();
        return $"Seeds that failed: {failed.Length}\n{string.Join('\n', failed.Select(message => message.Split('\n')[0]))}\n\nThe first of them:\n{failed.FirstOrDefault()}";
    }

    private static IEnumerable<int> Seeds()
    {
        var asked = Environment.GetEnvironmentVariable(Variable) ?? "1-200";
        var bounds = asked.Split('-').Select(bound => int.Parse(bound, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(bounds[0], bounds[^1] - bounds[0] + 1);
    }
}
