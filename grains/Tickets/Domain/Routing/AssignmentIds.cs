using System.Buffers.Binary;
using System.Security.Cryptography;

namespace AfterSales.Tickets;

/// <summary>Names an assignment that the case itself makes: by case and row, so that a decision taken twice names the same one.</summary>
internal static class AssignmentIds
{
    public static Guid Of(TicketState state)
    {
        Span<byte> name = stackalloc byte[20];
        Span<byte> hash = stackalloc byte[32];
        state.Id.TryWriteBytes(name, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(name[16..], state.Version + 1);
        SHA256.HashData(name, hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true);
    }
}
