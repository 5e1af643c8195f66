using Orleans.Core;

namespace Orleans.Runtime;

/// <summary>State of a grain, injected by <see cref="PersistentStateAttribute"/> and read before OnActivateAsync.</summary>
public interface IPersistentState<TState> : IStorage<TState>;

/// <summary>On a constructor parameter of type <see cref="IPersistentState{TState}"/>: which state to inject.</summary>
/// <param name="stateName">Name of the state; it is the row's grain_type, as in Orleans.</param>
/// <param name="storageName">Name of the storage provider; this engine has one store for all names.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PersistentStateAttribute(string stateName, string? storageName = null) : Attribute
{
    /// <summary>Name of the state.</summary>
    public string StateName { get; } = stateName;

    /// <summary>Name of the storage provider.</summary>
    public string? StorageName { get; } = storageName;
}
