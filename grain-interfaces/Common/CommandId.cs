using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales;

/// <summary>
/// Identity of a mutating request, stored with its effect: the first 8 bytes name issuer, subject and idempotency key, the last 8 the
/// body. Equal keys with unequal bodies are therefore seen (422 idempotency-key-reused) without storing the body.
/// </summary>
[GenerateSerializer, Immutable, Alias("aftersales.CommandId")]
public readonly record struct CommandId([property: Id(0)] Guid Value)
{
    /// <summary>The half that names the key; equal for a retry, whatever its body.</summary>
    public ulong Key
    {
        get
        {
            Span<byte> bytes = stackalloc byte[16];
            Value.TryWriteBytes(bytes, bigEndian: true, out _);
            return BinaryPrimitives.ReadUInt64BigEndian(bytes);
        }
    }

    public static CommandId Of(string issuer, string subject, string idempotencyKey, ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[32];
        Span<byte> id = stackalloc byte[16];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{issuer}\n{subject}\n{idempotencyKey}"), hash);
        hash[..8].CopyTo(id);
        SHA256.HashData(body, hash);
        hash[..8].CopyTo(id[8..]);
        return new CommandId(new Guid(id, bigEndian: true));
    }

    /// <summary>
    /// For commands nobody retries under a key of his own (system commands); unique. Random throughout: the first half of a time-ordered id
    /// holds only 12 random bits, so <see cref="Key"/> would repeat within a millisecond and one command be taken for a retry of another.
    /// </summary>
    public static CommandId New() => new(FreshIds.Next());
}
