using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AfterSales.Webhooks;

/// <summary>The <c>webhook-id</c>: the same for every attempt and every replay of a delivery, by which a receiver knows a repeat.</summary>
internal static class WebhookIds
{
    public static string Of(Guid endpoint, Guid ticket, long sequence)
    {
        Span<byte> name = stackalloc byte[40];
        endpoint.TryWriteBytes(name, bigEndian: true, out _);
        ticket.TryWriteBytes(name[16..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(name[32..], sequence);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(name, hash);
        return $"msg_{Convert.ToHexStringLower(hash[..16])}";
    }
}
