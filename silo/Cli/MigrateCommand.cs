using System.CommandLine;
using AfterSales.Storage;

namespace AfterSales.Hosting.Cli;

/// <summary><c>migrate</c>: checks the server, applies what is missing of the schema and ends; silos do the same when they start.</summary>
internal static class MigrateCommand
{
    public static Command Create()
    {
        var command = new Command("migrate", "Applies the schema to the configured database.");
        command.SetAction((_, cancellation) => Refusals.Guard(
            async () =>
            {
                await using var app = AfterSalesHost.Build(new ServeOptions());
                await ActivatorUtilities.CreateInstance<StorageStartup>(app.Services).StartingAsync(cancellation);
                return 0;
            },
            cancellation));
        return command;
    }
}
