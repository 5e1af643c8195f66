using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>
/// A place in the log as an opaque text: base64url of format byte, tx, position and four bytes of their hash. The hash is no secret; it tells
/// a damaged or made-up cursor from one of ours instead of silently skipping rows.
/// </summary>
internal static class ExportCursor
{
    private const byte Format = 1;
    private const int BodyBytes = 1 + 8 + 8;
    private const int CheckBytes = 4;

    public static string ToText(LogCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[BodyBytes + CheckBytes];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], cursor.Tx);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], cursor.Position);
        Check(bytes[..BodyBytes], bytes[BodyBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    public static bool TryParse(string text, out LogCursor cursor)
    {
        cursor = default;
        Span<byte> bytes = stackalloc byte[BodyBytes + CheckBytes];
        if (text.Length != Base64Url.GetEncodedLength(bytes.Length)
            || Base64Url.DecodeFromChars(text, bytes, out _, out var read) != OperationStatus.Done
            || read != bytes.Length || bytes[0] != Format)
        {
            return false;
        }

        Span<byte> check = stackalloc byte[CheckBytes];
        Check(bytes[..BodyBytes], check);
        if (!check.SequenceEqual(bytes[BodyBytes..]))
        {
            return false;
        }

        cursor = new LogCursor(BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]));
        return true;
    }

    private static void Check(ReadOnlySpan<byte> body, Span<byte> check)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        hash[..CheckBytes].CopyTo(check);
    }
}
