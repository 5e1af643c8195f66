using System.CommandLine;
using System.Diagnostics;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.SlaBench;

/// <summary><c>sla</c>: the wheel with a million open deadlines beside commands, in process, on PostgreSQL.</summary>
internal static class SlaCommand
{
    private const string SingleRow = "single-row loop, 16 connections, Npgsql";
    private const int Steps = 9;

    private static readonly Option<int> Open = new("--open") { Description = "Open deadlines.", DefaultValueFactory = _ => 1_000_000 };
    private static readonly Option<int> PerSecond = new("--per-second") { Description = "Deadlines due a second in steady state.", DefaultValueFactory = _ => 1_000 };
    private static readonly Option<int> Seconds = new("--seconds") { Description = "Length of the steady state.", DefaultValueFactory = _ => 30 };
    private static readonly Option<int> Burst = new("--burst") { Description = "Deadlines due at the same second.", DefaultValueFactory = _ => 20_000 };
    private static readonly Option<int> Workers = new("--workers") { Description = "Concurrent callers.", DefaultValueFactory = _ => 64 };
    private static readonly Option<int> Cases = new("--cases") { Description = "Cases for the full rate of commands.", DefaultValueFactory = _ => 10_000 };

    public static Command Create()
    {
        var command = new Command("sla", "Deadlines: memory, rebuild, lateness beside commands, a burst, cost of arming.")
        {
            Open, PerSecond, Seconds, Burst, Workers, Cases, BenchCommand.Seed,
        };
        command.SetAction(parsed => BenchCommand.Report(() => Run(new SlaSettings(
            parsed.GetValue(Open), parsed.GetValue(PerSecond), parsed.GetValue(Seconds), parsed.GetValue(Burst), parsed.GetValue(Workers),
            parsed.GetValue(Cases), parsed.GetValue(BenchCommand.Seed)))));
        return command;
    }

    private static async Task<BenchReport> Run(SlaSettings settings)
    {
        var started = Stopwatch.GetTimestamp();
        await using var database = await BenchDatabase.Create("sla");
        var figures = await BenchProgress.Run("sla", Steps, progress => new SlaRounds(database, settings, progress).Run());
        return new BenchReport("sla", settings.Seed, await MachineFacts.Read(database.ConnectionString))
        {
            Seconds = Stopwatch.GetElapsedTime(started).TotalSeconds,
            Settings = settings.ToDictionary(),
            References = [Rounds.Summarize(SingleRow, [figures.SingleRow])],
            Results = figures.Results(SingleRow),
            Goals = figures.Goals(),
        };
    }
}
