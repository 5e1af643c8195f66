namespace Orleans.Embedded;

/// <summary>Base of the emitted proxies: which grain a call goes to. Equal when the grain is the same.</summary>
internal abstract class GrainReference(GrainClass grainClass, IdSpan key) : IAddressable
{
    public GrainClass Class { get; } = grainClass;
    public IdSpan Key { get; } = key;
    public GrainId GrainId => new(Class.GrainType, Key);

    public override bool Equals(object? obj) => obj is GrainReference other && other.Class == Class && other.Key == Key;

    public override int GetHashCode() => Key.GetHashCode();

    public override string ToString() => $"reference to {GrainId}";
}
