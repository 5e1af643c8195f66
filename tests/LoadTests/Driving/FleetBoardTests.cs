using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.Measuring;
using AfterSales.Tests.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>All start together or nobody does.</summary>
public sealed class FleetBoardTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch.AddDays(20_000);
    private readonly FleetBoard _board = new([.. Enumerable.Range(0, 2).Select(share => new DriverTask($"d{share + 1}", share, 2, Plans.Of(), [], "", Now))]);

    [Fact]
    public void Each_share_is_given_once()
    {
        Assert.Equal(["d1", "d2", null], new[] { _board.Join(Now), _board.Join(Now), _board.Join(Now) }.Select(task => task?.Driver));
    }

    [Fact]
    public async Task The_start_is_told_when_the_last_one_is_ready_and_is_the_same_for_all()
    {
        _board.Join(Now);
        Assert.Null(_board.Tell("d1", Ready, Now).StartAt);
        _board.Join(Now);
        Assert.Null(_board.Tell("d1", Ready, Now).StartAt);

        var start = _board.Tell("d2", Ready, Now.AddSeconds(1)).StartAt;

        Assert.True(start > FleetBoard.UnixMicros(Now.AddSeconds(1)));
        Assert.Equal(start, _board.Tell("d1", Ready, Now.AddSeconds(2)).StartAt);
        Assert.Equal(start, FleetBoard.UnixMicros(await _board.Started));
    }

    [Fact]
    public void The_run_is_over_when_the_last_one_has_delivered()
    {
        _board.Join(Now);
        _board.Join(Now);

        _board.Finish("d2", Result("d2"));
        Assert.False(_board.Finished.IsCompleted);
        _board.Finish("d1", Result("d1"));

        Assert.True(_board.Finished.IsCompleted);
        Assert.Equal(["d1", "d2"], _board.Results.Select(result => result.Driver));
    }

    [Fact]
    public void Who_has_not_been_heard_of_is_missed_until_he_has_delivered()
    {
        _board.Join(Now);
        Assert.Null(_board.Silent(Now.AddSeconds(9), TimeSpan.FromSeconds(10)));
        Assert.Equal("d1", _board.Silent(Now.AddSeconds(11), TimeSpan.FromSeconds(10)));
        _board.Finish("d1", Result("d1"));
        Assert.Null(_board.Silent(Now.AddSeconds(11), TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public void Whoever_never_joined_is_sent_away() => Assert.True(_board.Tell("d9", Ready, Now).Stop);

    private static DriverProgress Ready => new("ready", 1);

    private static DriverResult Result(string driver) => new(driver, [], []) { SendDelay = HistogramCounts.Empty };
}
