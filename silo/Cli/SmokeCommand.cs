using System.CommandLine;
using AfterSales.Hosting.Smoke;

namespace AfterSales.Hosting.Cli;

/// <summary><c>smoke</c>: drives one case of every kind to its end through HTTP against a running system.</summary>
internal static class SmokeCommand
{
    private static readonly Option<string> Url = new("--url") { DefaultValueFactory = _ => "http://127.0.0.1:8080" };

    public static Command Create()
    {
        var command = new Command("smoke", "Drives one case of every kind to its end; exit 0 when all got there.") { Url };
        command.SetAction((parsed, cancellation) => Refusals.Guard(
            async () =>
            {
                var key = Environment.GetEnvironmentVariable("AFTERSALES_Auth__DevelopmentKey")
                    ?? throw new HostRefusedException("smoke needs the development key that ./run keeps.");
                using var client = new SmokeClient(new Uri(parsed.GetValue(Url)!), key);
                await client.WaitUntilReady(cancellation);
                return await SmokeRun.Run(client, cancellation) ? 0 : 1;
            },
            cancellation));
        return command;
    }
}
