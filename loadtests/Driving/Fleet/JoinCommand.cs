using System.CommandLine;
using AfterSales.LoadTests.Running;
using Spectre.Console;

namespace AfterSales.LoadTests.Driving.Fleet;

/// <summary><c>join</c>: this machine takes a share of a run that was started on another one.</summary>
internal static class JoinCommand
{
    private static readonly Option<Uri> To = new("--to")
    {
        Description = "Address that the run printed (http://host:port/...). Whoever knows it may take part, and is given the key that signs the run's tokens.",
        Required = true,
        CustomParser = argument =>
        {
            if (Uri.TryCreate(argument.Tokens[0].Value, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", AbsolutePath.Length: > 1 })
            {
                return url;
            }

            argument.AddError($"--to must be the whole address that the run printed, not '{argument.Tokens[0].Value}'.");
            return null;
        },
    };

    public static Command Create()
    {
        var command = new Command("join", "Drives a share of a run that was started on another machine and waits for drivers.") { To };
        command.SetAction((parsed, cancellation) => BenchCommand.Guard(async () =>
        {
            var phase = "";
            var worker = new FleetWorker(parsed.GetValue(To)!, journals: null, progress =>
            {
                if (progress.Phase != phase)
                {
                    phase = progress.Phase;
                    AnsiConsole.WriteLine($"join: {phase}");
                }
            });
            var result = await worker.Run(cancellation);
            AnsiConsole.WriteLine($"join: {result.Driver} sent {result.Slices.Sum(slice => slice.Sent):N0} operations, {result.Slices.Sum(slice => slice.Succeeded):N0} succeeded; results and journal delivered");
            return 0;
        }));
        return command;
    }
}
