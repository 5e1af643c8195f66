using System.Globalization;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Sampling.Processes;

/// <summary>All processes of this machine at one moment, one pass over <c>/proc</c>; empty where there is none.</summary>
internal sealed class ProcessTable
{
    /// <summary>Processes that drive: children of this one which run this very program.</summary>
    public const string DriverPart = "driver";

    /// <summary>This process: prepares, samples, shows progress.</summary>
    public const string OwnPart = "bench";

    public const string PostgresPart = "postgres";

    private static readonly string Program = Path.GetFileName(typeof(ProcessTable).Assembly.Location);
    private readonly Dictionary<int, ProcessStat> _stats = [];

    public static ProcessTable Read()
    {
        var table = new ProcessTable();
        if (!Directory.Exists("/proc/self"))
        {
            return table;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && ProcessStat.Of(id) is { } stat)
            {
                table._stats[id] = stat;
            }
        }

        return table;
    }

    /// <summary>What the parts of the system, the drivers and this process have used.</summary>
    public IReadOnlyCollection<PartUsage> Usage(ImmutableArray<SystemProcess> processes)
    {
        var known = processes.Select(process => process.Id).ToHashSet();
        var drivers = Children(Environment.ProcessId).Where(id => !known.Contains(id) && RunsThisProgram(id));
        return
        [
            .. processes.Where(process => _stats.ContainsKey(process.Id)).Select(process => process.Part == PostgresPart ? Family(process) : One(process.Part, process.Id)),
            .. drivers.Select(id => One(DriverPart, id)),
            .. _stats.ContainsKey(Environment.ProcessId) ? [One(OwnPart, Environment.ProcessId)] : Array.Empty<PartUsage>(),
        ];
    }

    private PartUsage One(string part, int id)
    {
        var stat = _stats[id];
        var (resident, _) = Memory(id);
        return new PartUsage(part, id, stat.StartTicks, stat.OwnTicks, resident);
    }

    /// <summary>The postmaster's own entry includes children that have ended, so the sum never falls while it lives.</summary>
    private PartUsage Family(SystemProcess postmaster)
    {
        var stat = _stats[postmaster.Id];
        var (resident, shared) = Memory(postmaster.Id);
        var (ticks, alone, common) = (stat.OwnTicks + stat.EndedChildrenTicks, resident - shared, shared);
        foreach (var child in Children(postmaster.Id))
        {
            ticks += _stats[child].OwnTicks;
            (resident, shared) = Memory(child);
            (alone, common) = (alone + resident - shared, Math.Max(common, shared));
        }

        return new PartUsage(postmaster.Part, postmaster.Id, stat.StartTicks, ticks, alone + common);
    }

    private IEnumerable<int> Children(int parent) => _stats.Where(entry => entry.Value.Parent == parent).Select(entry => entry.Key);

    private static bool RunsThisProgram(int id) => Text($"/proc/{id}/cmdline").Contains(Program, StringComparison.Ordinal);

    private static (double Resident, double Shared) Memory(int id)
    {
        var fields = Text($"/proc/{id}/statm").Split(' ');
        return fields.Length < 3 ? (0, 0) : (Megabytes(fields[1]), Megabytes(fields[2]));
    }

    private static double Megabytes(string pages) => long.Parse(pages, CultureInfo.InvariantCulture) * (double)Environment.SystemPageSize / (1 << 20);

    private static string Text(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return ""; // Ended meanwhile, or another user's.
        }
    }
}
