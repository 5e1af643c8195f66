using System.Security.Cryptography;

namespace AfterSales.LoadTests.Reference.Rules;

/// <summary>What people read out: 12 Crockford base32 characters of the id's hash and a check character.</summary>
internal static class CaseNumber
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    public static string Of(Guid id)
    {
        Span<byte> bytes = stackalloc byte[16];
        Span<byte> hash = stackalloc byte[32];
        id.TryWriteBytes(bytes);
        SHA256.HashData(bytes, hash);
        Span<char> number = stackalloc char[13];
        var sum = 0;
        for (var i = 0; i < 12; i++)
        {
            var digit = hash[i] & 31;
            number[i] = Alphabet[digit];
            sum += digit * (i + 1);
        }

        number[12] = Alphabet[sum % 31];
        return new string(number);
    }
}
