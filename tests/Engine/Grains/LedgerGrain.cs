using Orleans.Storage;

namespace AfterSales.Tests.Engine.Grains;

/// <summary>A grain with stored state, injected twice under one name so that the two can conflict.</summary>
public interface ILedger : IGrainWithStringKey
{
    Task<int> Add(int amount);

    Task<int> Total();

    Task<bool> Exists();

    Task Clear();

    /// <summary>Writes through both; the second finds the first one's version.</summary>
    Task Conflict();

    Task<Guid> Activation();

    Task Leave();
}

/// <summary>Stored state.</summary>
[GenerateSerializer, Alias("ledger-state")]
public sealed class LedgerState
{
    [Id(0)]
    public int Total { get; set; }
}

internal sealed class LedgerGrain(
    [PersistentState("ledger")] IPersistentState<LedgerState> state, [PersistentState("ledger")] IPersistentState<LedgerState> other) : Grain, ILedger
{
    private readonly Guid _activation = Guid.NewGuid();

    public async Task<int> Add(int amount)
    {
        state.State.Total += amount;
        await state.WriteStateAsync();
        return state.State.Total;
    }

    public Task<int> Total() => Task.FromResult(state.State.Total);

    public Task<bool> Exists() => Task.FromResult(state.RecordExists);

    public Task Clear() => state.ClearStateAsync();

    public async Task Conflict()
    {
        await state.WriteStateAsync();
        other.State.Total = -1;
        InconsistentStateException conflict = await Assert.ThrowsAsync<InconsistentStateException>(other.WriteStateAsync);
        throw conflict;
    }

    public Task<Guid> Activation() => Task.FromResult(_activation);

    public Task Leave()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }
}
