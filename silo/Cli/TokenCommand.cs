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
    private static readonly Option<double> Hours = new("--hours") { Description = "valid for so many hours", DefaultValueFactory = _ => 12 };

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

            var unknown = parsed.GetValue(Role)!.Where(role => !Enum.TryParse<Roles>(role, ignoreCase: true, out _)).ToList();
            if (unknown.Count > 0)
            {
                return Refuse($"unknown role: {string.Join(", ", unknown)}.");
            }

            var hours = parsed.GetValue(Hours);
            if (hours is not (> 0 and <= 24 * 365))
            {
                return Refuse("--hours must be more than 0 and at most 8760.");
            }

            Console.WriteLine(DevelopmentTokens.Issue(key, parsed.GetValue(Subject)!, parsed.GetValue(Role)!, TimeSpan.FromHours(hours)));
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
