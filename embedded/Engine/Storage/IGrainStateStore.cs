using System.Collections.Concurrent;

namespace Orleans.Embedded;

/// <summary>A stored state; a cleared one keeps its version and has no payload.</summary>
internal sealed record StoredState(byte[]? Payload, int Version);

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
    Task<int?> WriteAsync(string stateName, string grainKey, byte[]? payload, int? version);
}

/// <summary>Grain state that lives as long as the engine.</summary>
internal sealed class MemoryGrainStateStore : IGrainStateStore
{
    private readonly ConcurrentDictionary<(string, string), StoredState> _rows = new();

    public Task<StoredState?> ReadAsync(string stateName, string grainKey) => Task.FromResult(_rows.GetValueOrDefault((stateName, grainKey)));

    public Task<int?> WriteAsync(string stateName, string grainKey, byte[]? payload, int? version)
    {
        StoredState? before = _rows.GetValueOrDefault((stateName, grainKey));
        var after = new StoredState(payload, (version ?? 0) + 1);
        bool written = before?.Version == version
            && (before is null ? _rows.TryAdd((stateName, grainKey), after) : _rows.TryUpdate((stateName, grainKey), after, before));
        return Task.FromResult<int?>(written ? after.Version : null);
    }
}
