using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
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
    private int? _version;

    public TState State { get; set; } = NewState();

    public bool RecordExists { get; private set; }

    public string? Etag => _version?.ToString(CultureInfo.InvariantCulture);

    private string GrainKey => activation.Key.ToString();

    private IGrainStateSerializer Serializer => activation.Engine.Options.StateSerializer;

    public override async Task ReadStateAsync()
    {
        try
        {
            StoredState? stored = await _store.ReadAsync(stateName, GrainKey);
            _version = stored?.Version;
            RecordExists = stored?.Payload is not null;
            State = stored?.Payload is { } payload ? Serializer.Deserialize<TState>(payload) : NewState();
        }
        catch (Exception exception) when (exception is not OrleansException)
        {
            throw Failure("read", exception);
        }
    }

    public async Task WriteStateAsync()
    {
        await WriteAsync("write", Serializer.Serialize(State));
        RecordExists = true;
    }

    public async Task ClearStateAsync()
    {
        if (_version is null)
        {
            await ReadStateAsync();
        }

        if (_version is not null)
        {
            await WriteAsync("clear", null);
        }

        RecordExists = false;
        State = NewState();
    }

    private static TState NewState() => typeof(TState).IsValueType || typeof(TState).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<TState>()
        : default!;

    private async Task WriteAsync(string operation, ReadOnlyMemory<byte>? payload)
    {
        int? written;
        try
        {
            written = await _store.WriteAsync(stateName, GrainKey, payload, _version);
        }
        catch (Exception exception)
        {
            throw Failure(operation, exception);
        }

        if (written is null)
        {
            throw new InconsistentStateException(
                $"Version conflict ({operation}): {stateName} of {activation.GrainId} is not at version {Etag ?? "none"} any more.", currentEtag: Etag);
        }

        _version = written;
    }

    private OrleansException Failure(string operation, Exception exception) =>
        new($"Could not {operation} state {stateName} of {activation.GrainId}: {exception.Message}", exception);
}
