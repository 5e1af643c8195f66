using AfterSales.Api.Auth;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Product;

/// <summary>Development tokens as <c>./run token</c> prints them.</summary>
internal static class ProductTokens
{
    public static string NewKey() => DevelopmentTokens.NewKey();

    public static TokenCache Cache(string key) =>
        new(caller => DevelopmentTokens.Issue(key, [caller.Role], caller.Subject, hours: 12, DateTimeOffset.UtcNow));
}
