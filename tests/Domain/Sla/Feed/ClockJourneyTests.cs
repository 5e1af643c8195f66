using AfterSales.Followers;
using AfterSales.Sla;
using AfterSales.Time;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>The clock of Development among shards whose cases are due as the test says.</summary>
public sealed class ClockJourneyTests : IBusinessClock, IBusinessClockControl, IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly Shards _shards = new();
    private readonly SortedSet<(DateTimeOffset At, int Shard)> _due = [];
    private readonly List<(DateTimeOffset Due, DateTimeOffset At)> _fired = [];
    private readonly IFollowedLog _log = Substitute.For<IFollowedLog>();
    private readonly ClockJourney _journey;

    public ClockJourneyTests()
    {
        _log.CatchUp(Arg.Any<CancellationToken>()).Returns(true);
        _shards.Next = shard => _due.Where(due => due.Shard == shard).Select(due => (DateTimeOffset?)due.At).FirstOrDefault();
        _shards.Fire = Fire;
        _journey = new ClockJourney(this, this, _shards.Factory, _log, NullLogger<ClockJourney>.Instance);
    }

    public DateTimeOffset Now { get; private set; } = Start;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public Task<DateTimeOffset> AdvanceTo(DateTimeOffset target, CancellationToken cancellationToken) => Task.FromResult(Now = target > Now ? target : Now);

    public void Dispose() => _journey.Dispose();

    [Fact]
    public async Task Everything_on_the_way_happens_at_its_own_time_in_order_across_shards()
    {
        _due.UnionWith([(Start.AddDays(7), 3), (Start.AddDays(2), 9), (Start.AddDays(2).AddSeconds(1), 3), (Start.AddDays(11), 1), (Start.AddDays(-1), 5)]);
        var end = await _journey.Advance(TimeSpan.FromDays(10), Cancel);
        Assert.Equal(new JourneyEnd(Start.AddDays(10), 4), end.Value);
        Assert.Equal([Start.AddDays(-1), Start.AddDays(2), Start.AddDays(2).AddSeconds(1), Start.AddDays(7)], _fired.Select(fired => fired.Due));
        Assert.Equal([Start, Start.AddDays(2), Start.AddDays(2).AddSeconds(1), Start.AddDays(7)], _fired.Select(fired => fired.At));
        await _log.Received(5).CatchUp(Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task What_silence_decides_on_the_way_may_be_due_again_on_the_way()
    {
        _due.Add((Start.AddDays(2), 1));
        var fire = _shards.Fire;
        _shards.Fire = (shard, most) =>
        {
            var fired = fire(shard, most);
            if (fired.Value > 0 && _fired.Count == 1)
            {
                _due.Add((Start.AddDays(5), 1));
            }

            return fired;
        };
        Assert.Equal(2, (await _journey.Advance(TimeSpan.FromDays(10), Cancel)).Value!.Fired);
        Assert.Equal(Start.AddDays(5), _fired[1].At);
    }

    [Fact]
    public async Task Two_journeys_at_once_do_not_add_up()
    {
        var held = new TaskCompletionSource<bool>();
        _log.CatchUp(Arg.Any<CancellationToken>()).Returns(held.Task);
        var both = new[] { _journey.Advance(TimeSpan.FromDays(10), Cancel), _journey.Advance(TimeSpan.FromDays(10), Cancel) };
        held.SetResult(true);
        await Task.WhenAll(both);
        Assert.Equal(Start.AddDays(10), Now);
    }

    [Fact]
    public async Task Thousands_of_due_times_are_passed_in_order_and_in_bounded_time()
    {
        for (var n = 0; n < 3_000; n++)
        {
            _due.Add((Start.AddMinutes(n), n % WheelKeys.Shards));
        }

        var end = await _journey.Advance(TimeSpan.FromDays(10), Cancel);
        Assert.Equal(new JourneyEnd(Start.AddDays(10), 3_000), end.Value);
        Assert.InRange(_fired.Select(fired => fired.At).Distinct().Count(), 250, 501);
        Assert.All(_fired, fired => Assert.True(fired.At >= fired.Due));
    }

    [Fact]
    public async Task When_the_wheel_cannot_be_asked_it_is_said_and_time_stands_where_it_came_to()
    {
        _due.UnionWith([(Start.AddDays(1), 1), (Start.AddDays(2), 1)]);
        var fire = _shards.Fire;
        _shards.Fire = (shard, most) => _fired.Count == 1 && shard == 1 ? new Failure(FailureCodes.StorageUnavailable, "away") : fire(shard, most);
        Assert.Equal(FailureCodes.StorageUnavailable, (await _journey.Advance(TimeSpan.FromDays(10), Cancel)).Failure?.Code);
        Assert.Equal(Start.AddDays(2), Now);

        _log.CatchUp(Arg.Any<CancellationToken>()).Returns(false);
        Assert.Equal(FailureCodes.StorageUnavailable, (await _journey.Advance(TimeSpan.FromDays(10), Cancel)).Failure?.Code);
    }

    private Outcome<int> Fire(int shard, int most)
    {
        var fired = _due.Where(due => due.Shard == shard && due.At <= Now).Take(most).ToList();
        fired.ForEach(due => _fired.Add((due.At, Now)));
        _due.ExceptWith(fired);
        return fired.Count;
    }
}
