using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using AfterSales.Api.Json;
using AfterSales.ReadModel;

namespace AfterSales.Api.Tickets.Lists;

/// <summary>
/// A place in a list as an opaque text: format, created, id, hash of the filters, and a hash over all of it. The filters are part of it
/// because the same place under other filters would skip cases without anybody noticing.
/// </summary>
internal static class ListCursor
{
    private const byte Format = 1;
    private const int FilterAt = 25;
    private const int CheckAt = 33;
    private const int Length = 37;

    public static string ToText(TicketListCursor place, TicketFilter filter)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], place.CreatedAt.UtcTicks);
        place.Id.TryWriteBytes(bytes[9..], bigEndian: true, out _);
        Hash(JsonBuffer.Serialize(filter, ApiJson.Requests.TicketFilter), bytes[FilterAt..CheckAt]);
        Hash(bytes[..CheckAt], bytes[CheckAt..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, TicketFilter filter, out TicketListCursor place)
    {
        place = default;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length || bytes[0] != Format)
        {
            return false;
        }

        Span<byte> expected = stackalloc byte[Length - FilterAt];
        Hash(JsonBuffer.Serialize(filter, ApiJson.Requests.TicketFilter), expected[..(CheckAt - FilterAt)]);
        Hash(bytes[..CheckAt], expected[(CheckAt - FilterAt)..]);
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        if (!expected.SequenceEqual(bytes[FilterAt..]) || ticks < 0 || ticks > DateTimeOffset.MaxValue.UtcTicks)
        {
            return false;
        }

        place = new TicketListCursor(new DateTimeOffset(ticks, TimeSpan.Zero), new Guid(bytes.Slice(9, 16), bigEndian: true));
        return true;
    }

    private static void Hash(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        hash[..target.Length].CopyTo(target);
    }
}
