namespace Orleans.Embedded;

/// <summary>Grain state that lives as long as the engine.</summary>
internal sealed class MemoryGrainStateStore : IGrainStateStore
{
    private readonly Dictionary<(string StateName, string GrainKey), StoredState> _rows = [];

    public Task<StoredState?> ReadAsync(string stateName, string grainKey)
    {
        lock (_rows)
        {
            return Task.FromResult(_rows.GetValueOrDefault((stateName, grainKey)));
        }
    }

    public Task<int?> WriteAsync(string stateName, string grainKey, ReadOnlyMemory<byte>? payload, int? version)
    {
        lock (_rows)
        {
            if (_rows.GetValueOrDefault((stateName, grainKey))?.Version != version)
            {
                return Task.FromResult<int?>(null);
            }

            int next = (version ?? 0) + 1;
            _rows[(stateName, grainKey)] = new StoredState(payload, next);
            return Task.FromResult<int?>(next);
        }
    }
}
