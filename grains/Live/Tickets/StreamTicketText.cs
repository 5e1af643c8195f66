using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Live;

/// <summary>
/// A ticket as text: base64url of format byte, end (Unix seconds), end of the token, roles, issuer, subject and the HMAC-SHA256 of all of it. Pure.
/// </summary>
internal static class StreamTicketText
{
    private const byte Format = 2;

    /// <summary>Longest text that is looked at; issuers are URLs, subjects ids.</summary>
    private const int MaxLength = 4_096;

    public static string Write(StreamHolder holder, DateTimeOffset expires, byte[] key)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        writer.Write(Format);
        writer.Write(expires.ToUnixTimeSeconds());
        writer.Write(holder.TokenEnds.ToUnixTimeSeconds());
        writer.Write((int)holder.Caller.Roles);
        writer.Write(holder.Caller.Issuer);
        writer.Write(holder.Caller.Subject);
        writer.Flush();
        writer.Write(HMACSHA256.HashData(key, bytes.ToArray()));
        return Base64Url.EncodeToString(bytes.ToArray());
    }

    public static bool TryRead(string text, byte[] key, [NotNullWhen(true)] out StreamHolder? holder, out DateTimeOffset expires)
    {
        (holder, expires) = (null, default);
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (Base64Url.DecodeFromChars(text, bytes, out _, out var length) != OperationStatus.Done || length <= HMACSHA256.HashSizeInBytes)
        {
            return false;
        }

        var body = bytes.AsSpan(0, length - HMACSHA256.HashSizeInBytes);
        if (!CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, body), bytes.AsSpan(body.Length, HMACSHA256.HashSizeInBytes)) || body[0] != Format)
        {
            return false;
        }

        // Signed by us, so it is whole.
        using var reader = new BinaryReader(new MemoryStream(bytes, 1, body.Length - 1), Encoding.UTF8);
        expires = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var tokenEnds = DateTimeOffset.FromUnixTimeSeconds(reader.ReadInt64());
        var roles = (Roles)reader.ReadInt32();
        holder = new StreamHolder(new Caller(reader.ReadString(), reader.ReadString(), roles), tokenEnds);
        return true;
    }
}
