namespace Orleans.Runtime;

/// <summary>The kind part of a grain's identity, for example <c>ticket</c> for a class named TicketGrain.</summary>
public readonly record struct GrainType
{
    private readonly string? _value;

    private GrainType(string value) => _value = value;

    /// <summary>A grain type of this name.</summary>
    public static GrainType Create(string value) => new(value);

    /// <summary>The name.</summary>
    public override string ToString() => _value ?? string.Empty;
}

/// <summary>Identity of a grain. Two references are to the same grain when these are equal.</summary>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Identity of a grain with a string key.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>The form <c>type/key</c>, for people and logs.</summary>
    public override string ToString() => $"{Type}/{Key}";
}
