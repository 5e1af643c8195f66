using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AfterSales.Tickets;

/// <summary>
/// What people read out: 12 Crockford base32 characters (60 bits of the id's SHA-256) and Crockford's check character (modulo 37), so that a
/// misheard or swapped character is found. Two cases may share a number; the id is what identifies.
/// </summary>
internal static class TicketNumber
{
    private const string Digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const string CheckDigits = Digits + "*~$=U";
    private const int Length = 12;

    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[32];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        SHA256.HashData(bytes, hash);
        var value = BinaryPrimitives.ReadUInt64BigEndian(hash) >> 4;
        return string.Create(Length + 1, value, static (characters, value) =>
        {
            characters[Length] = CheckDigits[(int)(value % 37)];
            for (var i = Length - 1; i >= 0; i--, value >>= 5)
            {
                characters[i] = Digits[(int)(value & 31)];
            }
        });
    }

    /// <summary>
    /// The number as it is stored, from what a person typed: any case, hyphens and blanks, O for 0, I and L for 1. False when it cannot be right.
    /// </summary>
    public static bool TryParse(string? typed, out string number)
    {
        number = "";
        Span<char> characters = stackalloc char[Length + 1];
        var count = 0;
        foreach (var c in typed ?? "")
        {
            if (c is '-' or ' ')
            {
                continue;
            }

            if (count > Length)
            {
                return false;
            }

            characters[count++] = char.ToUpperInvariant(c) switch { 'O' => '0', 'I' or 'L' => '1', var other => other };
        }

        if (count != Length + 1 || !IsConsistent(characters))
        {
            return false;
        }

        number = new string(characters);
        return true;
    }

    private static bool IsConsistent(ReadOnlySpan<char> characters)
    {
        var value = 0UL;
        foreach (var c in characters[..Length])
        {
            var digit = Digits.IndexOf(c, StringComparison.Ordinal);
            if (digit < 0)
            {
                return false;
            }

            value = (value << 5) | (uint)digit;
        }

        return CheckDigits[(int)(value % 37)] == characters[Length];
    }
}
