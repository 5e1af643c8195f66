using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using AfterSales.LoadTests.Measuring;
using Npgsql;

namespace AfterSales.LoadTests.LogBench;

/// <summary>The same single-row transaction by PostgreSQL's own driver: what the server could do without .NET on the same cores.</summary>
internal static partial class Pgbench
{
    private static readonly string Script =
        $"insert into single_row (stream_id, seq, data) values (gen_random_uuid(), 1, '{new string('x', StreamRows.Payload.Length)}');\n";

    /// <summary>Path of the program; null where it is not installed.</summary>
    public static string? Find()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Prepend(Environment.GetEnvironmentVariable("AFTERSALES_PG_BIN") ?? "")
            .Concat(Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(folder => Path.Combine(folder, "bin")) : []);
        return folders.Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, "pgbench")).FirstOrDefault(File.Exists);
    }

    public static async Task<Round> Run(string program, string connectionString, TimeSpan duration)
    {
        var script = Path.GetTempFileName();
        await File.WriteAllTextAsync(script, Script);
        try
        {
            var target = new NpgsqlConnectionStringBuilder(connectionString);
            var start = new ProcessStartInfo(program)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                ArgumentList =
                {
                    "--no-vacuum", "--protocol=prepared", "--client=16", "--jobs=2", $"--time={Math.Max(1, (int)duration.TotalSeconds)}",
                    $"--file={script}", $"--host={target.Host}", $"--port={target.Port}", $"--username={target.Username}", target.Database!,
                },
                Environment = { ["PGPASSWORD"] = target.Password ?? "" },
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return Parse(output) ?? throw new InvalidDataException($"pgbench said nothing usable: {await errors}");
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>pgbench knows an average latency only; the percentiles stay empty.</summary>
    public static Round? Parse(string output)
    {
        var done = Transactions().Match(output);
        var rate = Rate().Match(output);
        if (!done.Success || !rate.Success)
        {
            return null;
        }

        var count = long.Parse(done.Groups[1].Value, CultureInfo.InvariantCulture);
        var perSecond = double.Parse(rate.Groups[1].Value, CultureInfo.InvariantCulture);
        return new Round(count, TimeSpan.FromSeconds(count / perSecond), new LatencyHistogram());
    }

    [GeneratedRegex(@"number of transactions actually processed: (\d+)")]
    private static partial Regex Transactions();

    [GeneratedRegex(@"tps = ([\d.]+) \(without initial connection time\)")]
    private static partial Regex Rate();
}
