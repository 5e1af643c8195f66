using System.Globalization;
using AfterSales.LoadTests.Measuring;

namespace AfterSales.LoadTests.Overload.Pinned;

/// <summary>
/// How busy some processors are with whatever runs on them, from <c>/proc/stat</c>. What is more than the system used was taken by somebody else, and then the
/// figures are not the system's.
/// </summary>
internal sealed class CoreWatch(ImmutableSortedSet<int> cores)
{
    private const string File = "/proc/stat";

    // user, nice, system, irq, softirq, steal; not idle, not iowait.
    private static readonly ImmutableArray<int> Counted = [1, 2, 3, 6, 7, 8];
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly List<(double Second, long Ticks)> _looks = [];

    /// <summary>Looks until it is told to stop; a hook of a run.</summary>
    public async Task Watch(DateTimeOffset zero, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            _looks.Add(((DateTimeOffset.UtcNow - zero).TotalSeconds, System.IO.File.Exists(File) ? BusyTicks(await System.IO.File.ReadAllTextAsync(File, cancellation), cores) : 0));
        }
        while (await timer.WaitForNextTickAsync(cancellation));
    }

    /// <summary>Processors busy on average between two moments; null when it was not looked at.</summary>
    public double? Busy(double from, double to) => Busy([.. _looks], from, to);

    public static double? Busy(ImmutableArray<(double Second, long Ticks)> looks, double from, double to)
    {
        (double Second, long Ticks)[] within = [.. looks.Where(look => look.Second >= from && look.Second <= to)];
        return within.Length < 2 ? null : (within[^1].Ticks - within[0].Ticks) / ProcessStat.TicksPerSecond / (within[^1].Second - within[0].Second);
    }

    /// <summary>Ticks since the machine started in which these processors did not idle (proc(5)).</summary>
    public static long BusyTicks(string stat, ImmutableSortedSet<int> cores)
    {
        var busy = 0L;
        foreach (var line in stat.Split('\n'))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 8 && fields[0].StartsWith("cpu", StringComparison.Ordinal)
                && int.TryParse(fields[0].AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var core) && cores.Contains(core))
            {
                busy += Counted.Sum(field => long.Parse(fields[field], CultureInfo.InvariantCulture));
            }
        }

        return busy;
    }
}
