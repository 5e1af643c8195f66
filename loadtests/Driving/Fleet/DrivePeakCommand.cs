using System.CommandLine;
using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;
using Spectre.Console;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary><c>drive-peak</c> (hidden): drives a running system and prints what the drivers counted; no audit, no report.</summary>
internal static class DrivePeakCommand
{
    private static readonly Option<Uri> Url = BenchCommand.Url("The system.", required: true);
    private static readonly Option<string> Profile = new("--profile") { DefaultValueFactory = _ => "steady" };
    private static readonly Option<double> Rate = new("--rate") { DefaultValueFactory = _ => 50 };
    private static readonly Option<double> Seconds = new("--seconds") { DefaultValueFactory = _ => 20 };
    private static readonly Option<int> Agents = new("--agents") { DefaultValueFactory = _ => 40 };
    private static readonly Option<int> Drivers = new("--drivers") { DefaultValueFactory = _ => 1 };
    private static readonly Option<string?> Cores = new("--cores");

    public static Command Create()
    {
        var command = new Command("drive-peak", "Drives a running system.") { Url, Profile, Rate, Seconds, Agents, Drivers, Cores, BenchCommand.Seed };
        command.Hidden = true;
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(async () =>
        {
            var plan = new PeakPlan
            {
                Seed = parsed.GetValue(BenchCommand.Seed),
                Run = $"p{DateTimeOffset.UtcNow.ToUnixTimeSeconds():x}",
                Arrivals = new ArrivalPlan(parsed.GetValue(Profile)!, parsed.GetValue(Rate), parsed.GetValue(Seconds)),
                Agents = parsed.GetValue(Agents),
            };
            var key = Environment.GetEnvironmentVariable(DriveCommand.KeyVariable) ?? throw new BenchRefusedException($"{DriveCommand.KeyVariable} is not set.");
            await using var system = new KnownAddress(parsed.GetValue(Url)!, key);
            var journals = Path.Combine(Artifacts.Root, "artifacts", "bench", "journals", plan.Run);
            var fleet = await DriverFleet.Drive(
                plan, system, new FleetSettings(parsed.GetValue(Drivers), 0, null, journals, parsed.GetValue(Cores)), _ => { },
                progress => AnsiConsole.WriteLine($"{progress.Phase} {progress.Done:P0}: {progress.Cases} cases, {progress.Operations} operations, {progress.Errors} errors, {progress.PerSecond:0}/s, p99 {progress.P99:0.0} ms"),
                cancellation);
            Print(fleet);
            return 0;
        }));
        return command;
    }

    private static void Print(FleetResult fleet)
    {
        foreach (var driver in fleet.Drivers)
        {
            var sent = driver.Slices.Sum(slice => slice.Sent);
            AnsiConsole.WriteLine(
                $"{driver.Driver}: {sent} sent, {driver.ProcessorSeconds:0.0} core seconds, {sent / driver.ProcessorSeconds:0} per core second, send delay p99 {P99(driver.SendDelay):0.0} ms, "
                + $"{driver.StreamsHeld} streams, {driver.StreamEvents} events, {driver.StreamResumes} resumed, given up {driver.Slices.Sum(slice => slice.GivenUp)}");
            foreach (var operation in driver.Operations)
            {
                AnsiConsole.WriteLine($"  {operation.Name,-20} {operation.Succeeded,8} succeeded {operation.Refused,6} refused {operation.GivenUp,4} given up, p99 {P99(operation.Latency):0.0} ms (service {P99(operation.Service):0.0})");
            }

            AnsiConsole.WriteLine("  errors: " + string.Join(", ", driver.Slices.SelectMany(slice => slice.Errors).GroupBy(error => error.Key).Select(kind => $"{kind.Key} {kind.Sum(error => error.Value)}")));
        }
    }

    private static double P99(HistogramCounts counts)
    {
        var histogram = new LatencyHistogram();
        histogram.Add(counts);
        return histogram.Percentile(0.99).TotalMilliseconds;
    }

    private sealed class KnownAddress(Uri url, string key) : LoadedSystem
    {
        public override ImmutableArray<Uri> Fronts => [url];

        public override string Key => key;

        public override string? ConnectionString => null;

        public override ImmutableArray<SystemProcess> Processes => [];

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
