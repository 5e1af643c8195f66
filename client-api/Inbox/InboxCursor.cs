using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Api.Inbox;

/// <summary>
/// A place in an inbox as an opaque text: format, place, and a hash over both, the reader and the filter. The same place in another inbox or under another
/// filter would skip notifications without anybody noticing.
/// </summary>
internal static class InboxCursor
{
    private const byte Format = 1;
    private const int CheckAt = 9;
    private const int Length = 17;

    public static string ToText(long place, string subject, bool unread)
    {
        Span<byte> bytes = stackalloc byte[Length];
        Write(bytes, place, subject, unread);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, string subject, bool unread, out long place)
    {
        place = 0;
        Span<byte> bytes = stackalloc byte[Length];
        if (text.Length != Base64Url.GetEncodedLength(Length) || !Base64Url.IsValid(text)
            || !Base64Url.TryDecodeFromChars(text, bytes, out var length) || length != Length)
        {
            return false;
        }

        place = BinaryPrimitives.ReadInt64BigEndian(bytes[1..]);
        Span<byte> expected = stackalloc byte[Length];
        Write(expected, place, subject, unread);
        return expected.SequenceEqual(bytes);
    }

    private static void Write(Span<byte> bytes, long place, string subject, bool unread)
    {
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], place);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"inbox\n{place}\n{subject}\n{unread}"), hash);
        hash[..(Length - CheckAt)].CopyTo(bytes[CheckAt..]);
    }
}
