using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Notifications;

/// <summary>Name-based ids (UUIDv8 of SHA-256): a slice of the log that is read again makes the same notifications.</summary>
internal static class NoticeIds
{
    public static Guid Of(Guid ticketId, int seq, int index, Recipient recipient, string channel)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"notification\n{ticketId:N}\n{seq}\n{index}\n{SideName(recipient.Side)}\n{recipient.Name}\n{channel}"), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }

    /// <summary>Part of stored ids: never renamed.</summary>
    private static string SideName(RecipientSide side) => side == RecipientSide.Customer ? "customer" : "staff";
}
