namespace Orleans.Runtime;

/// <summary>Marks what can be called by reference: grains and references to them.</summary>
public interface IAddressable;
