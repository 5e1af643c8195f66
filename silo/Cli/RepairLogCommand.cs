using System.CommandLine;
using AfterSales.Storage;

namespace AfterSales.Hosting.Cli;

/// <summary><c>repair-log</c>: makes the log of a restored dump readable again; run it once, with no silo running.</summary>
internal static class RepairLogCommand
{
    public static Command Create()
    {
        var command = new Command("repair-log", "After a restore, once, with no silo running: makes a log readable that is ahead of its server, and ends the leases of then.");
        command.SetAction((_, cancellation) => Refusals.Guard(
            async () =>
            {
                await using var app = AfterSalesHost.Build(new ServeOptions());
                var (rows, renumbered) = await app.Services.GetRequiredService<LogRepair>().Repair(cancellation);
                Console.WriteLine(renumbered
                    ? $"AfterSales: the log is readable again ({rows} rows). Readers of /v1/events begin anew: their cursors are of the old numbering."
                    : $"AfterSales: the log needed no new numbering ({rows} rows). Cursors of /v1/events hold as far as their rows do.");
                return 0;
            },
            cancellation));
        return command;
    }
}
