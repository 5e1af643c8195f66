using System.Security.Cryptography;

namespace AfterSales.Webhooks;

/// <summary>Keys of signatures. The specification allows 24 to 64 random bytes.</summary>
internal static class WebhookSecrets
{
    private const string Prefix = "whsec_";
    private const int Bytes = 32;

    public static byte[] New() => RandomNumberGenerator.GetBytes(Bytes);

    /// <summary>As the receiver is told it, once.</summary>
    public static string ToText(byte[] key) => Prefix + Convert.ToBase64String(key);
}
