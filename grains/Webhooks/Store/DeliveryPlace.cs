using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Webhooks;

/// <summary>
/// A place in a list of deliveries as an opaque text: format, created, case, sequence, and a hash over these, the endpoint and the filters, since the same place
/// under other filters would skip deliveries without anybody noticing.
/// </summary>
internal readonly record struct DeliveryPlace(DateTimeOffset CreatedAt, Guid Ticket, long Sequence)
{
    private const byte Format = 1;
    private const int CheckAt = 1 + 8 + 16 + 8;
    private const int CheckBytes = 8;

    public string ToText(Guid endpoint, WebhookDeliveryQuery query)
    {
        Span<byte> bytes = stackalloc byte[CheckAt + CheckBytes];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], CreatedAt.UtcTicks);
        Ticket.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[25..], Sequence);
        Check(bytes[..CheckAt], endpoint, query, bytes[CheckAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, Guid endpoint, WebhookDeliveryQuery query, out DeliveryPlace place)
    {
        place = default;
        Span<byte> bytes = stackalloc byte[CheckAt + CheckBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != bytes.Length || bytes[0] != Format)
        {
            return false;
        }

        Span<byte> check = stackalloc byte[CheckBytes];
        Check(bytes[..CheckAt], endpoint, query, check);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (!check.SequenceEqual(bytes[CheckAt..]) || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        place = new DeliveryPlace(
            new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.Slice(9, 16), bigEndian: true), BinaryPrimitives.ReadInt64BigEndian(bytes[25..]));
        return true;
    }

    private static void Check(ReadOnlySpan<byte> body, Guid endpoint, WebhookDeliveryQuery query, Span<byte> check)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. body, .. Encoding.UTF8.GetBytes($"{endpoint} {query.Status} {query.TicketId}")], hash);
        hash[..check.Length].CopyTo(check);
    }
}
