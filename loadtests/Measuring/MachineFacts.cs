using System.Globalization;
using System.Runtime.InteropServices;
using Npgsql;

namespace AfterSales.LoadTests.Measuring;

/// <summary>The machine and the database a figure belongs to.</summary>
internal sealed record MachineFacts(int Cores, string Processor, long MemoryMegabytes, string Kernel, string Runtime)
{
    private const string KernelFile = "/proc/sys/kernel/osrelease";

    public DatabaseFacts? Database { get; init; }

    public static MachineFacts Read() => new(
        Environment.ProcessorCount,
        FirstValue("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString(),
        MemoryKilobytes() / 1024,
        File.Exists(KernelFile) ? File.ReadAllText(KernelFile).Trim() : RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription);

    public static async Task<MachineFacts> Read(string connectionString) =>
        Read() with { Database = await DatabaseFacts.Read(connectionString) };

    private static long MemoryKilobytes()
    {
        var line = FirstValue("/proc/meminfo", "MemTotal")?.Split(' ')[0];
        return long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var kilobytes)
            ? kilobytes
            : GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1024;
    }

    private static string? FirstValue(string file, string name)
    {
        if (!File.Exists(file))
        {
            return null;
        }

        var line = File.ReadLines(file).FirstOrDefault(text => text.StartsWith(name, StringComparison.Ordinal));
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

/// <summary>Version of the server and the settings that durable writes depend on.</summary>
internal sealed record DatabaseFacts(string Version, ImmutableSortedDictionary<string, string> Settings)
{
    private const string Wanted =
        "select name, current_setting(name) from pg_settings where name in ('fsync','synchronous_commit','full_page_writes','wal_sync_method'," +
        "'commit_delay','shared_buffers','max_wal_size','wal_compression','autovacuum','max_connections','wal_level')";

    public static async Task<DatabaseFacts> Read(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        var settings = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        await using var command = new NpgsqlCommand(Wanted, connection);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            settings[reader.GetString(0)] = reader.GetString(1);
        }

        return new DatabaseFacts(connection.PostgreSqlVersion.ToString(), settings.ToImmutable());
    }
}
