using System.Globalization;
using Npgsql;

namespace AfterSales.LoadTests.Measuring;

/// <summary>
/// Processor time of a service and of the whole database server, read from <c>/proc</c>. The postmaster's own entry includes children that
/// have ended, so connections closed in between are not lost.
/// </summary>
internal sealed class ProcessorTime(int serviceId, int? postmasterId)
{
    /// <summary>The server must run on this machine and in this process namespace; otherwise only the service is counted.</summary>
    public static async Task<ProcessorTime> Of(int serviceId, string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var backend = ProcessStat.Of(connection.ProcessID);
        var postmaster = backend is not null && backend.Name.StartsWith("postgres", StringComparison.Ordinal) ? backend.Parent : (int?)null;
        return new ProcessorTime(serviceId, postmaster);
    }

    public bool CountsDatabase => postmasterId is not null;

    public (double Service, double Database) ReadSeconds()
    {
        var service = ProcessStat.Of(serviceId)?.OwnTicks ?? 0;
        if (postmasterId is not { } postmaster)
        {
            return (service / ProcessStat.TicksPerSecond, 0);
        }

        var own = ProcessStat.Of(postmaster);
        var database = (own?.OwnTicks ?? 0) + (own?.EndedChildrenTicks ?? 0);
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && ProcessStat.Of(id) is { } child && child.Parent == postmaster)
            {
                database += child.OwnTicks;
            }
        }

        return (service / ProcessStat.TicksPerSecond, database / ProcessStat.TicksPerSecond);
    }
}

/// <summary>The fields of <c>/proc/{pid}/stat</c> that matter here (proc(5)).</summary>
internal sealed record ProcessStat(string Name, int Parent, long OwnTicks, long EndedChildrenTicks)
{
    // USER_HZ is 100 on every Linux that .NET supports.
    public const double TicksPerSecond = 100;

    /// <summary>When it started, in ticks after the machine did: together with the id it names a process for good.</summary>
    public long StartTicks { get; init; }

    public static ProcessStat? Of(int id)
    {
        try
        {
            return Parse(File.ReadAllText($"/proc/{id}/stat"));
        }
        catch (IOException)
        {
            return null; // The process has ended between listing and reading.
        }
    }

    public static ProcessStat Parse(string text)
    {
        // The name may hold spaces and brackets: what follows its last bracket is regular.
        var open = text.IndexOf('(', StringComparison.Ordinal);
        var close = text.LastIndexOf(')');
        var fields = text[(close + 2)..].Split(' ');
        return new ProcessStat(text[(open + 1)..close], (int)Field(1), Field(11) + Field(12), Field(13) + Field(14)) { StartTicks = Field(19) };

        long Field(int index) => long.Parse(fields[index], CultureInfo.InvariantCulture);
    }
}
