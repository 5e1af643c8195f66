using System.Text;
using AfterSales.Api.Http;

namespace AfterSales.Api.Idempotency;

/// <summary>For changes that are harmless to repeat: a key is welcome and not needed.</summary>
internal static class OptionalKey
{
    /// <param name="http">The request.</param>
    /// <param name="binding">Of the body.</param>
    /// <param name="operation">What is done to which resource; a key used for another one is refused.</param>
    /// <param name="body">The body as it was read.</param>
    public static Outcome<CommandId> CommandOf<T>(HttpContext http, BodyBinding<T> binding, string operation, T body)
        where T : class
    {
        if (!http.Request.Headers.ContainsKey(IdempotencyKey.Header))
        {
            return CommandId.New();
        }

        var key = IdempotencyKey.Of(http.Request);
        return key.Succeeded ? binding.IdentityOf(http.Caller(), key.Value, Encoding.UTF8.GetBytes(operation + "\n"), body) : key.Failure;
    }

    /// <summary>For requests without a body.</summary>
    public static Outcome<CommandId> CommandOf(HttpContext http, string operation)
    {
        if (!http.Request.Headers.ContainsKey(IdempotencyKey.Header))
        {
            return CommandId.New();
        }

        var (caller, key) = (http.Caller(), IdempotencyKey.Of(http.Request));
        return key.Succeeded ? CommandId.Of(caller.Issuer, caller.Subject, key.Value, Encoding.UTF8.GetBytes(operation)) : key.Failure;
    }
}
