using AfterSales.Tests.Engine.Grains;
using Orleans.Storage;

namespace AfterSales.Tests.Engine.Common;

/// <summary>Stored state of grains.</summary>
public sealed class StateTests(EngineFixture engine)
{
    private readonly ILedger _ledger = engine.Grains.GetGrain<ILedger>($"ledger:{Guid.NewGuid()}");

    [Fact]
    public async Task State_outlives_its_activation()
    {
        Assert.False(await _ledger.Exists());
        Assert.Equal(7, await _ledger.Add(7));
        await _ledger.Leave();
        Assert.Equal(7, await _ledger.Total());
        Assert.True(await _ledger.Exists());
    }

    [Fact]
    public async Task A_conflict_is_told_and_the_next_activation_reads_afresh()
    {
        await _ledger.Add(7);
        await _ledger.Leave();
        Guid stale = await _ledger.Activation();
        await Assert.ThrowsAsync<InconsistentStateException>(_ledger.Conflict);
        Assert.NotEqual(stale, await _ledger.Activation());
        Assert.Equal(7, await _ledger.Total());
    }

    [Fact]
    public async Task Cleared_state_is_gone_and_can_be_written_again()
    {
        await _ledger.Add(7);
        await _ledger.Clear();
        Assert.Equal(0, await _ledger.Total());
        await _ledger.Leave();
        Assert.False(await _ledger.Exists());
        Assert.Equal(1, await _ledger.Add(1));
    }
}
