using System.Collections.Concurrent;

namespace AfterSales.LoadTests.Http;

/// <summary>One token per caller for the whole run; signing is not what is measured.</summary>
internal sealed class TokenCache(Func<ApiCaller, string> issue)
{
    private readonly ConcurrentDictionary<ApiCaller, string> _tokens = new();

    public string Of(ApiCaller caller) => _tokens.GetOrAdd(caller, issue);
}
