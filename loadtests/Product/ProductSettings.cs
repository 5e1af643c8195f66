using Microsoft.Extensions.Configuration;

namespace AfterSales.LoadTests.Product;

/// <summary>How a bench configures the product, in process or as environment of a process. Everything else stays at its defaults.</summary>
internal static class ProductSettings
{
    public const string EnvironmentVariable = "DOTNET_ENVIRONMENT";
    public const string EnvironmentName = "Development";
    private const string Prefix = "AFTERSALES_";

    public static void Apply(IConfigurationBuilder configuration, string connectionString, string key) =>
        configuration.AddInMemoryCollection(Values(connectionString, key).ToDictionary(entry => entry.Key, entry => (string?)entry.Value));

    /// <param name="connectionString">Its database.</param>
    /// <param name="key">Signs development tokens.</param>
    /// <param name="more">Further settings, as configuration names them (<c>Webhooks:AllowInsecure</c>); they win.</param>
    public static Dictionary<string, string> Environment(string connectionString, string key, IReadOnlyDictionary<string, string>? more = null)
    {
        var environment = Values(connectionString, key).Concat(more ?? ImmutableDictionary<string, string>.Empty)
            .GroupBy(entry => Prefix + entry.Key.Replace(":", "__", StringComparison.Ordinal))
            .ToDictionary(setting => setting.Key, setting => setting.Last().Value);

        // Development tokens exist outside Production only.
        environment[EnvironmentVariable] = EnvironmentName;
        return environment;
    }

    private static Dictionary<string, string> Values(string connectionString, string key) => new()
    {
        ["Storage:ConnectionString"] = connectionString,
        ["Auth:DevelopmentKey"] = key,
        ["Logging:LogLevel:Default"] = "Warning",
    };
}
