using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AfterSales.LoadTests.Reference.Store;
using Microsoft.AspNetCore.Http;

namespace AfterSales.LoadTests.Reference.Service;

/// <summary>What every mutating request brings: who, under which key, with which body.</summary>
internal sealed record ReferenceRequest<T>(T Body, Caller Caller, string Key, ReferenceCaller Identity);

internal static class ReferenceRequests
{
    private const int MaxBodyBytes = 256 * 1024;

    /// <summary>Reads the body once: it is parsed, and hashed for its idempotency key.</summary>
    /// <param name="http">The request.</param>
    /// <param name="type">What the body must be.</param>
    /// <param name="scope">Ticket id for actions; empty for an opening.</param>
    public static async Task<ReferenceRequest<T>> Read<T>(HttpContext http, JsonTypeInfo<T> type, string scope)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length is 0 or > 255)
        {
            throw new ReferenceRefusedException(FailureCodes.MissingIdempotencyKey);
        }

        var bytes = await Bytes(http);
        var caller = ReferenceAuth.CallerOf(http.User);
        var body = Parse(bytes, type);
        var identity = new ReferenceCaller(Hash(Encoding.UTF8.GetBytes($"{caller.Issuer}\n{caller.Subject}\n{scope}\n{key}")), Hash(bytes), caller.Subject);
        return new ReferenceRequest<T>(body, caller, key, identity);
    }

    public static async Task<T> ReadBody<T>(HttpContext http, JsonTypeInfo<T> type) => Parse(await Bytes(http), type);

    private static T Parse<T>(byte[] bytes, JsonTypeInfo<T> type)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, type) ?? throw new ReferenceRefusedException(FailureCodes.MalformedBody);
        }
        catch (JsonException)
        {
            throw new ReferenceRefusedException(FailureCodes.MalformedBody);
        }
    }

    private static async Task<byte[]> Bytes(HttpContext http)
    {
        if (http.Request.ContentLength is not { } length)
        {
            throw new ReferenceRefusedException(FailureCodes.MalformedBody);
        }

        if (length > MaxBodyBytes)
        {
            throw new ReferenceRefusedException(FailureCodes.TooLarge);
        }

        var bytes = new byte[length];
        await http.Request.Body.ReadExactlyAsync(bytes, http.RequestAborted);
        return bytes;
    }

    private static Guid Hash(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(bytes, hash);
        return new Guid(hash[..16], bigEndian: true);
    }
}
