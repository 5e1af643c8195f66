using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Orleans.Runtime;

/// <summary>The key part of a grain's identity: a string, a <see cref="Guid"/> or a 64-bit integer.</summary>
public readonly struct IdSpan : IEquatable<IdSpan>
{
    // Marks an integer key, so that a key needs 24 bytes whatever its kind; no caller can hold this very instance.
    private static readonly string IntegerMark = new(['\u0001', 'i', '6', '4']);

    private readonly string? _text;
    private readonly Guid _bits;

    private IdSpan(string? text, Guid bits)
    {
        _text = text;
        _bits = bits;
    }

    internal bool IsGuid => _text is null;

    internal bool IsInteger => ReferenceEquals(_text, IntegerMark);

    internal Guid AsGuid => _bits;

    internal long AsInteger => MemoryMarshal.Read<long>(MemoryMarshal.AsBytes(new ReadOnlySpan<Guid>(in _bits)));

    /// <summary>Key of a grain with a string key; must not be empty.</summary>
    public static IdSpan Create(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return new IdSpan(id, Guid.Empty);
    }

    internal static IdSpan Create(Guid id) => new(null, id);

    internal static IdSpan Create(long id)
    {
        Guid bits = Guid.Empty;
        MemoryMarshal.Write(MemoryMarshal.AsBytes(new Span<Guid>(ref bits)), in id);
        return new IdSpan(IntegerMark, bits);
    }

    /// <summary>The form kept in tables: the string itself, a Guid as 32 digits, an integer in decimal.</summary>
    internal string ToStorageText() => IsInteger ? AsInteger.ToString(CultureInfo.InvariantCulture) : ToString();

    /// <inheritdoc/>
    public bool Equals(IdSpan other) => _bits == other._bits && string.Equals(_text, other._text, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is IdSpan other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => IsGuid || IsInteger ? _bits.GetHashCode() : _text!.GetHashCode(StringComparison.Ordinal);

    /// <summary>The string itself, a Guid as 32 digits, an integer in hexadecimal (as Orleans prints it).</summary>
    public override string ToString() =>
        IsGuid ? _bits.ToString("N") : IsInteger ? AsInteger.ToString("X", CultureInfo.InvariantCulture) : _text!;

    /// <summary>Equality by kind and value.</summary>
    public static bool operator ==(IdSpan left, IdSpan right) => left.Equals(right);

    /// <summary>Inequality by kind and value.</summary>
    public static bool operator !=(IdSpan left, IdSpan right) => !left.Equals(right);
}
