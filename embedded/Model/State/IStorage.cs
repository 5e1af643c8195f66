namespace Orleans.Core;

/// <summary>State kept in a store, with an entity tag against lost updates.</summary>
public interface IStorage
{
    /// <summary>Version of the stored row that the state was read from or written to; null before the first write.</summary>
    string? Etag { get; }

    /// <summary>Whether the store has a value.</summary>
    bool RecordExists { get; }

    /// <summary>Empties the stored value and the state in memory; errors as in <see cref="WriteStateAsync"/>.</summary>
    Task ClearStateAsync();

    /// <summary>Writes the state in memory.</summary>
    /// <exception cref="Storage.InconsistentStateException">Someone else wrote since; the activation ends and the next one reads afresh.</exception>
    Task WriteStateAsync();

    /// <summary>Replaces the state in memory with the stored one.</summary>
    Task ReadStateAsync();
}

/// <summary>State of a type, kept in a store.</summary>
public interface IStorage<TState> : IStorage
{
    /// <summary>The state in memory.</summary>
    TState State { get; set; }
}
