namespace Orleans.Runtime;

/// <summary>Identity of a grain: its type and its key. Two references are to the same grain when these are equal.</summary>
/// <param name="Type">The grain's type.</param>
/// <param name="Key">The grain's key.</param>
public readonly record struct GrainId(GrainType Type, IdSpan Key)
{
    /// <summary>Identity of a grain with a string key.</summary>
    public static GrainId Create(string type, string key) => new(GrainType.Create(type), IdSpan.Create(key));

    /// <summary>Identity of a grain with a string key.</summary>
    public static GrainId Create(GrainType type, string key) => new(type, IdSpan.Create(key));

    /// <summary>The form <c>type/key</c>, for people and logs.</summary>
    public override string ToString() => $"{Type}/{Key}";
}
