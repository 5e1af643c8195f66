using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Webhooks;

/// <summary>
/// The symmetric signature of the Standard Webhooks specification: <c>v1,</c> and base64 of HMAC-SHA256 over <c>id.timestamp.body</c>, one for each key
/// that is valid, with blanks between them, so that a receiver may change his key at leisure.
/// </summary>
internal static class WebhookSignature
{
    public static string Of(string id, DateTimeOffset at, ReadOnlySpan<byte> body, IEnumerable<byte[]> keys)
    {
        var head = Encoding.ASCII.GetBytes($"{id}.{Timestamp(at)}.");
        var signed = new byte[head.Length + body.Length];
        head.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(head.Length));
        return string.Join(' ', keys.Select(key => $"v1,{Convert.ToBase64String(HMACSHA256.HashData(key, signed))}"));
    }

    /// <summary>Seconds since 1970, as the header carries them.</summary>
    public static string Timestamp(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
