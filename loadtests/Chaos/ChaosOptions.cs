using System.CommandLine;
using AfterSales.LoadTests.Chaos.Faults;
using AfterSales.LoadTests.Chaos.Runs;
using AfterSales.LoadTests.Peak.Options;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos;

/// <summary>Options of <c>chaos</c>.</summary>
internal static class ChaosOptions
{
    private const int LastSeed = 2_000_000_000;

    public static Option<int> Runs { get; } = Ranged.Whole("--runs", "Runs; each has the next seed.", "", 50, 1, 1_000);

    public static Option<int> Seed { get; } = Ranged.Whole("--seed", "Seed of the first run: its load, its faults, their moments and victims.", "", 1, 0, LastSeed);

    public static Option<string[]> Fault { get; } = new("--fault")
    {
        Description = $"A fault of every run, in place of one to three by seed; may be repeated.\n{string.Join('\n', FaultCatalog.All.Select(fault => $"{fault.Name}: {fault.What}"))}",
        HelpName = "NAME",
    };

    public static Option<double[]> At { get; } = new("--at")
    {
        Description = "Its moment, in seconds after the first arrival, 0 to --seconds; one for each --fault, or none: then by seed.",
        HelpName = "N",
    };

    public static Option<bool> KeepGoing { get; } = new("--keep-going") { Description = "Go on after a run that failed." };

    public static Option<int> FreshEvery { get; } = Ranged.Whole("--fresh-every", "Runs on one system and database before new ones.", "runs", 10, 1, 1_000);

    public static Option<int> Silos { get; } = Ranged.Whole("--silos", "Silo processes: 1 with the embedded engine.", "", SystemOptions.DefaultSilos, 1, 16);

    public static Option<int> Fronts { get; } = Ranged.Whole("--fronts", "API processes of their own; 0: every silo serves the API.", "", ChaosSettings.DefaultFronts, 0, 16);

    public static Option<double> Rate { get; } = Ranged.Number("--rate", "Cases that arrive.", "cases per second", ChaosSettings.DefaultRate, 0.01, 10_000);

    public static Option<double> Seconds { get; } = Ranged.Number(
        "--seconds", "Least length of the load; it goes on until 15 s after the last fault, so that its end is seen.", "seconds", ChaosSettings.DefaultSeconds, 5, 600);

    public static ChaosSettings Read(ParseResult parsed) => new ChaosSettings(parsed.GetValue(Runs), parsed.GetValue(Seed))
    {
        Faults = [.. parsed.GetValue(Fault) ?? []],
        Moments = parsed.GetValue(At) ?? [],
        KeepGoing = parsed.GetValue(KeepGoing),
        FreshEvery = parsed.GetValue(FreshEvery),
        Silos = parsed.GetValue(Silos),
        Fronts = parsed.GetValue(Fronts),
        Rate = parsed.GetValue(Rate),
        Seconds = parsed.GetValue(Seconds),
    }.Checked();
}
