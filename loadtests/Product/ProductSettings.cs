using Microsoft.Extensions.Configuration;

namespace AfterSales.LoadTests.Product;

/// <summary>How a bench configures the product, in process or as environment of a process. Everything else stays at its defaults.</summary>
internal static class ProductSettings
{
    private const string Prefix = "AFTERSALES_";

    public static void Apply(IConfigurationBuilder configuration, string connectionString, string key) =>
        configuration.AddInMemoryCollection(Values(connectionString, key).ToDictionary(entry => entry.Key, entry => (string?)entry.Value));

    public static Dictionary<string, string> Environment(string connectionString, string key)
    {
        var environment = Values(connectionString, key).ToDictionary(
            entry => Prefix + entry.Key.Replace(":", "__", StringComparison.Ordinal), entry => entry.Value);

        // Development tokens exist outside Production only.
        environment["DOTNET_ENVIRONMENT"] = "Development";
        return environment;
    }

    private static Dictionary<string, string> Values(string connectionString, string key) => new()
    {
        ["Storage:ConnectionString"] = connectionString,
        ["Auth:DevelopmentKey"] = key,
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
