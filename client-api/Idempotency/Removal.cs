using AfterSales.Api.Http;

namespace AfterSales.Api.Idempotency;

/// <summary>What a DELETE says beside whom it is about.</summary>
/// <param name="Requeue">Open work goes back instead of keeping the resource there.</param>
/// <param name="IfMatch">Versions the caller accepts.</param>
/// <param name="CommandId">Identity of the request.</param>
internal sealed record Removal(bool Requeue, ImmutableArray<int> IfMatch, CommandId CommandId)
{
    /// <param name="http">The request.</param>
    /// <param name="operation">What is removed.</param>
    public static Outcome<Removal> Of(HttpContext http, string operation)
    {
        var query = new QueryReader(http.Request.Query);
        var requeue = query.TakeFlag("requeue") ?? false;
        if (query.Finish() is { } wrong)
        {
            return wrong;
        }

        var ifMatch = ETags.IfMatch(http.Request);
        if (ifMatch.Failure is { } badTag)
        {
            return badTag;
        }

        var commandId = OptionalKey.CommandOf(http, $"{operation} {requeue}");
        return commandId.Succeeded ? new Removal(requeue, ifMatch.Value, commandId.Value) : commandId.Failure;
    }
}
