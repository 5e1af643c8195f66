using System.CommandLine;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos;
using AfterSales.LoadTests.Chaos.Reporting;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Running;

namespace AfterSales.Tests.LoadTests.Chaos;

public sealed class ChaosOptionsTests
{
    [Theory]
    [InlineData("--runs 0", "--runs must be 1 to 1000")]
    [InlineData("--runs 1001", "--runs")]
    [InlineData("--silos 17", "--silos must be 1 to 16")]
    [InlineData("--seconds 4", "--seconds must be 5 to 600")]
    [InlineData("--seconds NaN", "--seconds")]
    [InlineData("--rate 0", "--rate")]
    [InlineData("--fresh-every 0", "--fresh-every")]
    public void A_number_out_of_its_range_is_refused_by_name(string line, string words) =>
        Assert.Contains(words, Assert.Single(ChaosCommand.Create().Parse(line).Errors).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("--at 3", "moment of a --fault")]
    [InlineData("--fault kill-all --fault kill-one --at 3", "once for each --fault")]
    [InlineData("--fault kill-all --at 3 --at 4", "once for each --fault")]
    [InlineData("--fault kill-all --at 21", "0 to 20 seconds")]
    [InlineData("--fault kill-all --at -1", "0 to 20 seconds")]
    public void Moments_belong_to_faults_and_fall_into_the_run(string line, string words) =>
        Assert.Contains(words, Assert.Throws<BenchRefusedException>(() => ChaosOptions.Read(ChaosCommand.Create().Parse(line))).Message, StringComparison.Ordinal);

    [Fact]
    public void What_fits_is_taken()
    {
        var settings = ChaosOptions.Read(ChaosCommand.Create().Parse("--runs 3 --seed 7 --fault kill-all --at 25 --seconds 30"));

        Assert.Equal((3, 7, 30.0, 25.0, "kill-all"), (settings.Runs, settings.Seed, settings.Seconds, Assert.Single(settings.Moments), Assert.Single(settings.Faults)));
    }

    [Fact]
    public void A_run_that_was_stopped_counts_only_when_all_of_it_was_driven_or_the_auditor_found_something_in_it()
    {
        Assert.True((Run(AuditKinds.Lost, 0) with { Interrupted = true }).Idle);
        Assert.True((Run(AuditKinds.Lost, 0) with { Verdict = null }).Idle);
        Assert.False((Run(AuditKinds.Lost, 1) with { Interrupted = true }).Idle);
        Assert.False(Run(AuditKinds.Lost, 0).Idle);
        Assert.True(Run(AuditKinds.Lost, 1).Found);
        Assert.False(Run(AuditKinds.Lost, 0).Found);
        Assert.False(Run(PeakRun.Unfinished, 1).Found);
    }

    private static RunOutcome Run(string kind, long count) =>
        new(1, [], []) { Verdict = new AuditVerdict { Faults = ImmutableSortedDictionary<string, long>.Empty.Add(kind, count) } };
}
