using AfterSales.Api.Http;

namespace AfterSales.Api.Idempotency;

/// <summary>A change whose key is optional, as every one of them is read: <c>If-Match</c>, then the body, then the key.</summary>
/// <param name="Body">Valid.</param>
/// <param name="Context">For the grain.</param>
internal sealed record Change<T>(T Body, CallContext Context)
    where T : class
{
    /// <param name="http">The request.</param>
    /// <param name="binding">Of the body.</param>
    /// <param name="maxBytes">Longest body.</param>
    /// <param name="operation">What is done to which resource; a key used for another one is refused.</param>
    public static async Task<Outcome<Change<T>>> Read(HttpContext http, BodyBinding<T> binding, int maxBytes, string operation)
    {
        var ifMatch = ETags.IfMatch(http.Request);
        if (ifMatch.Failure is { } badTag)
        {
            return badTag;
        }

        var body = await binding.Read(http.Request, maxBytes);
        if (!body.Succeeded)
        {
            return body.Failure;
        }

        var commandId = OptionalKey.CommandOf(http, binding, operation, body.Value);
        return commandId.Succeeded ? new Change<T>(body.Value, http.CommandContext(commandId.Value, ifMatch.Value)) : commandId.Failure;
    }
}
