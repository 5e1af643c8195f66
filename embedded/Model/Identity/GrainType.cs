namespace Orleans.Runtime;

/// <summary>The kind part of a grain's identity, for example <c>ticket</c> for a class named TicketGrain.</summary>
public readonly record struct GrainType
{
    private readonly string? _value;

    private GrainType(string value) => _value = value;

    /// <summary>A grain type of this name.</summary>
    public static GrainType Create(string value)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        return new GrainType(value);
    }

    /// <summary>The name.</summary>
    public override string ToString() => _value ?? string.Empty;
}
