using AfterSales.Sla;
using AfterSales.Streams;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

public sealed class WheelKeeperTests
{
    private readonly Shards _shards = new();

    [Fact]
    public async Task Every_shard_is_woken_although_one_fails()
    {
        using var keeper = Keeper();
        _shards.Pulsing = shard => shard == 3 ? throw new TimeoutException() : Task.CompletedTask;
        await keeper.PulseAll(anew: false);
        Assert.Equal(Enumerable.Range(0, WheelKeys.Shards), _shards.Pulsed.Order());
    }

    [Fact]
    public async Task A_shard_that_does_not_answer_is_not_called_again_until_membership_changes_and_the_others_are()
    {
        using var keeper = Keeper();
        var silent = new TaskCompletionSource();
        _shards.Pulsing = shard => shard == 3 ? silent.Task : Task.CompletedTask;
        _ = keeper.PulseAll(anew: false);
        _ = keeper.PulseAll(anew: false);
        Assert.Equal(1, _shards.Pulsed.Count(shard => shard == 3));
        Assert.Equal(2, _shards.Pulsed.Count(shard => shard == 4));
        var all = keeper.PulseAll(anew: true);
        Assert.Equal(2, _shards.Pulsed.Count(shard => shard == 3));
        silent.SetResult();
        await all;
    }

    private WheelKeeper Keeper() => new(_shards.Factory, new MembershipEpoch(), TimeProvider.System, NullLogger<WheelKeeper>.Instance);
}
