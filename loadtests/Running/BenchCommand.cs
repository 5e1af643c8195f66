using System.CommandLine;
using AfterSales.LoadTests.Measuring;
using Npgsql;
using Spectre.Console;

namespace AfterSales.LoadTests.Running;

/// <summary>What all benches have in common: options, error lines, writing and printing.</summary>
internal static class BenchCommand
{
    /// <summary>Exit code of what its user ended, as a shell tells it.</summary>
    public const int Stopped = 130;

    public static Option<int> Rounds { get; } = new("--rounds")
    {
        Description = "Rounds of every side; the median counts.",
        DefaultValueFactory = _ => 3,
    };

    public static Option<int> Seed { get; } = new("--seed") { Description = "Seed of everything random.", DefaultValueFactory = _ => 20101201 };

    /// <summary>An option that takes an absolute http address; the command line library has no conversion of its own for it.</summary>
    public static Option<Uri> Url(string description, bool required = false) => new("--url")
    {
        Description = description,
        Required = required,
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https" })
            {
                return url;
            }

            argument.AddError($"--url must be an http address, not '{argument.Tokens[0].Value}'.");
            return null;
        },
    };

    /// <summary>Runs a bench that ends in a report; a missed goal is reported, not an error.</summary>
    public static Task<int> Report(Func<Task<BenchReport>> bench) => Guard(async () =>
    {
        var report = await bench();
        report.Write();
        BenchTable.Print(report);
        return 0;
    });

    /// <summary>What the user can mend is one line and exit code 2.</summary>
    public static async Task<int> Guard(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception failure) when (failure is BenchRefusedException or InvalidDataException or FileNotFoundException or NpgsqlException)
        {
            AnsiConsole.WriteLine($"bench: {failure.Message}");
            return 2;
        }
    }
}
