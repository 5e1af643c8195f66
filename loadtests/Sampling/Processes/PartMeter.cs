using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Sampling.Processes;

/// <summary>
/// Turns processor time since a process' start into cores in use since the last look. A process seen for the first time counts from there on, so one
/// that died and came back under another id neither gives negative figures nor the sum of its life as one second.
/// </summary>
internal sealed class PartMeter
{
    private Dictionary<(int Id, long StartTicks), long> _last = [];
    private double? _lastSecond;

    /// <param name="second">Of this look, on any clock that does not go back.</param>
    /// <returns>Cores by part; empty at the first look.</returns>
    public ImmutableSortedDictionary<string, double> Cores(double second, IReadOnlyCollection<PartUsage> usage)
    {
        var elapsed = second - _lastSecond;
        var cores = ImmutableSortedDictionary.CreateBuilder<string, double>(StringComparer.Ordinal);
        var seen = new Dictionary<(int, long), long>();
        foreach (var process in usage)
        {
            var key = (process.Id, process.StartTicks);
            seen[key] = process.Ticks;
            if (elapsed is > 0)
            {
                var used = _last.TryGetValue(key, out var before) ? Math.Max(0, process.Ticks - before) : 0;
                cores[process.Part] = cores.GetValueOrDefault(process.Part) + (used / ProcessStat.TicksPerSecond / elapsed.Value);
            }
        }

        (_last, _lastSecond) = (seen, second);
        return cores.ToImmutable();
    }

    public static ImmutableSortedDictionary<string, double> Megabytes(IReadOnlyCollection<PartUsage> usage) => usage
        .GroupBy(process => process.Part, StringComparer.Ordinal)
        .ToImmutableSortedDictionary(part => part.Key, part => part.Sum(process => process.Megabytes), StringComparer.Ordinal);
}
