namespace Orleans.Runtime
{
    /// <summary>Marks what can be called by reference: grains and references to them.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>Base of all grain interfaces. Methods return Task, Task&lt;T&gt;, ValueTask or ValueTask&lt;T&gt;.</summary>
    public interface IGrain : Runtime.IAddressable;

    /// <summary>A grain identified by a Guid.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain identified by a 64-bit integer.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>A grain identified by a non-empty string.</summary>
    public interface IGrainWithStringKey : IGrain;
}
