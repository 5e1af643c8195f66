namespace Orleans.Embedded;

/// <summary>A stored state; a cleared one keeps its version and has no payload.</summary>
internal sealed record StoredState(ReadOnlyMemory<byte>? Payload, int Version);

/// <summary>
/// Rows of grain state, one per service, state name and key. The state name alone is the row's grain_type, as Orleans' ADO.NET storage passes it, so
/// that either engine reads what the other wrote.
/// </summary>
internal interface IGrainStateStore
{
    Task<StoredState?> ReadAsync(string stateName, string grainKey);

    /// <summary>
    /// Writes a payload (null clears) over the given version, or as the first one; the new version, or null when the stored version is another.
    /// </summary>
    Task<int?> WriteAsync(string stateName, string grainKey, ReadOnlyMemory<byte>? payload, int? version);
}
