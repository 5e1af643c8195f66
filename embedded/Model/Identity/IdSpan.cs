using System.Globalization;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>The key part of a grain's identity: a string, a Guid or a 64-bit integer.</summary>
public readonly record struct IdSpan
{
    // Marks an integer key, so that a key needs 24 bytes whatever its kind.
    private const string IntegerMark = "\u0001i64";

    private readonly string? _text;
    private readonly Guid _bits;

    private IdSpan(string? text, Guid bits) => (_text, _bits) = (text, bits);

    internal bool IsGuid => _text is null;

    internal bool IsInteger => ReferenceEquals(_text, IntegerMark);

    internal Guid AsGuid => _bits;

    internal long AsInteger => Unsafe.BitCast<Guid, (long Low, long)>(_bits).Low;

    /// <summary>Key of a grain with a string key; must not be empty.</summary>
    public static IdSpan Create(string id) => string.IsNullOrWhiteSpace(id) ? throw new ArgumentException("A key is empty.", nameof(id)) : new(id, default);

    internal static IdSpan Create(Guid id) => new(null, id);

    internal static IdSpan Create(long id) => new(IntegerMark, Unsafe.BitCast<(long, long), Guid>((id, 0)));

    /// <inheritdoc/>
    public override int GetHashCode() => IsGuid || IsInteger ? _bits.GetHashCode() : _text!.GetHashCode(StringComparison.Ordinal);

    /// <summary>The string itself, a Guid as 32 digits, an integer in decimal: the form kept in tables.</summary>
    public override string ToString() => IsGuid ? _bits.ToString("N") : IsInteger ? AsInteger.ToString(CultureInfo.InvariantCulture) : _text!;
}
