using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Sampling.Processes;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Scale.Parts;

/// <summary>Processor time by part from one moment to another.</summary>
internal sealed class CostMeter : IAsyncDisposable
{
    private const string Rest = "server processes and connections that ended unseen";
    private readonly LocalSystem _system;
    private readonly BackendProbe _backends;
    private readonly ImmutableSortedDictionary<string, long> _before;

    private CostMeter(LocalSystem system, BackendProbe backends) => (_system, _backends, _before) = (system, backends, Ticks(system));

    public static async Task<CostMeter> Start(LocalSystem system) => new(system, await BackendProbe.Start(system.ConnectionString));

    /// <summary>Seconds by part, what was written meanwhile, and how many connections there were.</summary>
    public async Task<(ImmutableSortedDictionary<string, double> Seconds, StoreMoment Written, int Connections)> Stop()
    {
        var after = Ticks(_system);
        var (meter, store) = await _backends.Stop();
        var seconds = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        foreach (var (part, ticks) in after.Where(entry => entry.Key != ProcessTable.PostgresPart))
        {
            seconds[NameOf(part)] = Seconds(ticks - _before.GetValueOrDefault(part));
        }

        var backends = meter.Ticks;
        foreach (var (name, ticks) in backends.Where(backend => backend.Value > 0))
        {
            seconds[ScaleFigures.Postgres + name] = Seconds(ticks);
        }

        if (after.TryGetValue(ProcessTable.PostgresPart, out var family))
        {
            // The postmaster's sum has everything; what no backend was seen to use is told apart.
            seconds[ScaleFigures.Postgres + Rest] = Math.Max(0, Seconds(family - _before.GetValueOrDefault(ProcessTable.PostgresPart) - backends.Values.Sum()));
        }

        return (
            seconds.ToImmutable(),
            new StoreMoment(store.WalBytes - _backends.Before.WalBytes, store.LogBytes - _backends.Before.LogBytes),
            meter.Count(name => name is "log writer" or "log reader" or "read model" or "administration" or "engine"));
    }

    public ValueTask DisposeAsync() => _backends.DisposeAsync();

    private static string NameOf(string part) => part switch
    {
        "api" => ScaleFigures.Front,
        "silo" => "silo (grains, log, followers)",
        "all" => "one process (HTTP, grains, log, followers)",
        _ => part,
    };

    private static ImmutableSortedDictionary<string, long> Ticks(LocalSystem system) => ProcessTable.Read().Usage(system.Processes)
        .Where(part => part.Part is not (ProcessTable.DriverPart or ProcessTable.OwnPart))
        .GroupBy(part => part.Part, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(part => part.Key, part => part.Sum(process => process.Ticks), StringComparer.Ordinal);

    private static double Seconds(long ticks) => ticks / ProcessStat.TicksPerSecond;
}
