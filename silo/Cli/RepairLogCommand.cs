using System.CommandLine;
using AfterSales.Storage;

namespace AfterSales.Hosting.Cli;

/// <summary><c>repair-log</c>: makes the log of a restored dump readable again; run it once, with no silo running.</summary>
internal static class RepairLogCommand
{
    public static Command Create()
    {
        var command = new Command("repair-log", "Rewrites the transaction ids of a restored log, keeping its order.");
        command.SetAction((_, cancellation) => Refusals.Guard(
            async () =>
            {
                await using var app = AfterSalesHost.Build(new ServeOptions());
                var rows = await app.Services.GetRequiredService<LogRepair>().Repair(cancellation);
                Console.WriteLine($"AfterSales: the log is readable again ({rows} rows).");
                return 0;
            },
            cancellation));
        return command;
    }
}
