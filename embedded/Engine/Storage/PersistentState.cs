using System.Globalization;
using Orleans.Storage;

namespace Orleans.Embedded;

/// <summary>State of a grain, read by the engine before OnActivateAsync.</summary>
internal abstract class PersistentState
{
    public abstract Task ReadStateAsync();
}

/// <inheritdoc/>
internal sealed class PersistentState<TState>(Activation activation, string stateName) : PersistentState, IPersistentState<TState>
{
    private readonly IGrainStateStore _store = activation.ActivationServices.GetRequiredService<IGrainStateStore>();
    private readonly IGrainStateSerializer _serializer = activation.Engine.Options.StateSerializer;
    private int? _version;

    public TState State { get; set; } = NewState();
    public bool RecordExists { get; private set; }
    public string? Etag => _version?.ToString(CultureInfo.InvariantCulture);

    public override async Task ReadStateAsync()
    {
        StoredState? stored = await TryAsync("read", () => _store.ReadAsync(stateName, activation.Key.ToString()));
        _version = stored?.Version;
        RecordExists = stored?.Payload is not null;
        State = stored?.Payload is { } payload ? _serializer.Deserialize<TState>(payload) : NewState();
    }

    public Task WriteStateAsync() => WriteAsync("write", _serializer.Serialize(State));

    public async Task ClearStateAsync()
    {
        if (_version is null)
        {
            await ReadStateAsync();
        }

        await (_version is null ? Task.CompletedTask : WriteAsync("clear", null));
        State = NewState();
    }

    private static TState NewState() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;

    private async Task WriteAsync(string operation, byte[]? payload)
    {
        int? version = await TryAsync(operation, () => _store.WriteAsync(stateName, activation.Key.ToString(), payload, _version));
        _version = version ?? throw new InconsistentStateException(
            $"Version conflict ({operation}): {stateName} of {activation.GrainId} is not at version {Etag ?? "none"} any more.", currentEtag: Etag);
        RecordExists = payload is not null;
    }

    // No driver's exception leaves a grain.
    private async Task<T> TryAsync<T>(string operation, Func<Task<T>> body)
    {
        try
        {
            return await body();
        }
        catch (Exception exception)
        {
            throw new OrleansException($"Could not {operation} state {stateName} of {activation.GrainId}: {exception.Message}", exception);
        }
    }
}
