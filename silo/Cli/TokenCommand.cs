using System.CommandLine;
using AfterSales.Api.Auth;

namespace AfterSales.Hosting.Cli;

/// <summary><c>token</c>: prints a bearer token signed with the development key; there is none in Production.</summary>
internal static class TokenCommand
{
    private static readonly Option<string[]> Role = new("--role")
    {
        Description = "customer, agent, lead, warehouse, finance, workshop, logistics, quality, arbitrator, integration or admin; may be given several times",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<string> Subject = new("--subject") { Description = "customer id, agent id or system name", Required = true };
    private static readonly Option<int> Hours = new("--hours") { Description = "valid for so many hours", DefaultValueFactory = _ => 12 };

    public static Command Create()
    {
        var command = new Command("token", "Prints a development token.") { Role, Subject, Hours };
        command.SetAction(parsed =>
        {
            var environment = Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT");
            var key = Environment.GetEnvironmentVariable("AFTERSALES_Auth__DevelopmentKey");
            if (key is null || string.Equals(environment, "Production", StringComparison.OrdinalIgnoreCase))
            {
                return Refuse("development tokens exist outside Production only, and need the development key that ./run keeps.");
            }

            try
            {
                Console.WriteLine(DevelopmentTokens.Issue(key, parsed.GetValue(Role)!, parsed.GetValue(Subject)!, parsed.GetValue(Hours), TimeProvider.System.GetUtcNow()));
            }
            catch (ArgumentException refused)
            {
                return Refuse(refused.Message);
            }

            return 0;
        });
        return command;
    }

    private static int Refuse(string why)
    {
        Console.Error.WriteLine($"AfterSales: {why}");
        return 1;
    }
}
