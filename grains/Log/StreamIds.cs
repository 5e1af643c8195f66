using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Log;

/// <summary>Name-based stream ids (UUIDv8, SHA-256 of kind and natural key). A ticket's stream id is the ticket id itself.</summary>
public static class StreamIds
{
    public static Guid Of(StreamKind kind, string naturalKey) => FromName($"{(short)kind}\n{naturalKey}");

    /// <summary>
    /// Id of a ticket opened through the API: the same issuer, subject and idempotency key always give the same ticket, which is what makes
    /// an open safe to retry.
    /// </summary>
    public static Guid OfTicket(string issuer, string subject, string idempotencyKey) => FromName($"ticket\n{issuer}\n{subject}\n{idempotencyKey}");

    private static Guid FromName(string name)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(name), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
