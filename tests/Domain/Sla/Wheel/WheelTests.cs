using AfterSales.Sla;
using AfterSales.Sla.Domain;
using AfterSales.Tests.Domain.Queues;
using Xunit;

namespace AfterSales.Tests.Domain.Sla;

public sealed class WheelTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);

    private readonly Wheel _wheel = new();

    [Fact]
    public void What_is_due_is_begun_in_order_of_time_and_nothing_else()
    {
        foreach (var minute in new[] { 3, 1, 9, 2 })
        {
            _wheel.Set(At(minute));
        }

        Assert.Equal([1, 2, 3], Due(Noon.AddMinutes(5)));
        Assert.Equal(Noon.AddMinutes(9), _wheel.NextDue);
        Assert.Equal((4, 3, 3), (_wheel.Count, _wheel.InFlight, _wheel.Overdue(Noon.AddMinutes(5))));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(2, false)]
    [InlineData(1, false)]
    public void The_newer_version_wins(int version, bool wins)
    {
        _wheel.Set(At(1, version: 2));
        Assert.Equal(wins, _wheel.Set(new DueFacts(Floor.Id(1), version, Noon.AddMinutes(7))));
        Assert.Equal(Noon.AddMinutes(wins ? 7 : 1), _wheel.NextDue);
    }

    [Fact]
    public void Nothing_due_takes_the_entry_away_and_what_was_never_there_leaves_none()
    {
        _wheel.Set(At(1));
        _wheel.Set(new DueFacts(Floor.Id(1), 2, null));
        _wheel.Set(new DueFacts(Floor.Id(2), 2, null));
        Assert.Equal((0, null), (_wheel.Count, _wheel.NextDue));
    }

    [Fact]
    public void An_entry_is_not_begun_again_before_its_answer_although_it_is_told_of_meanwhile()
    {
        var begun = Begin(At(1));
        _wheel.Set(At(1, version: 5));
        Assert.False(_wheel.TryBegin(Noon.AddHours(1), out _));
        Assert.True(_wheel.Answered(begun, new DueFacts(begun.TicketId, 4, null), Noon.AddHours(1)));
        Assert.Equal(Noon.AddMinutes(1), _wheel.NextDue);
    }

    [Fact]
    public void An_answer_with_nothing_due_ends_the_entry()
    {
        var begun = Begin(At(1));
        Assert.True(_wheel.Answered(begun, new DueFacts(begun.TicketId, 1, null), Noon.AddHours(1)));
        Assert.Equal((0, 0), (_wheel.Count, _wheel.InFlight));
    }

    [Fact]
    public void A_case_that_moved_and_is_due_again_is_begun_at_once()
    {
        var begun = Begin(At(1));
        Assert.True(_wheel.Answered(begun, new DueFacts(begun.TicketId, 2, Noon.AddMinutes(2)), Noon.AddHours(1)));
        Assert.True(_wheel.TryBegin(Noon.AddHours(1), out _));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public void A_case_that_stays_due_where_it_was_rests_as_after_a_failure(int answeredVersion)
    {
        var begun = Begin(At(1));
        var now = Noon.AddMinutes(2);
        Assert.False(_wheel.Answered(begun, new DueFacts(begun.TicketId, answeredVersion, answeredVersion == 0 ? null : Noon.AddMinutes(1)), now));
        _wheel.Failed(begun, now.AddSeconds(1));
        Assert.False(_wheel.TryBegin(now, out _));
        Assert.True(_wheel.TryBegin(now.AddSeconds(1), out var again));
        Assert.Equal((1, Noon.AddMinutes(1)), (again.Failures, again.Due));
    }

    [Fact]
    public void News_end_the_rest_after_a_failure()
    {
        var begun = Begin(At(1));
        _wheel.Failed(begun, Noon.AddHours(1));
        Assert.Equal(1, _wheel.Overdue(Noon.AddMinutes(2)));
        _wheel.Set(At(1, version: 2));
        Assert.True(_wheel.TryBegin(Noon.AddMinutes(1), out var again));
        Assert.Equal(0, again.Failures);
    }

    [Fact]
    public void Rests_double_up_to_a_minute_and_are_spread()
    {
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], Enumerable.Range(0, 8).Select(failures => Math.Round(RetryTimes.After(failures, 128).TotalSeconds)));
        Assert.InRange(RetryTimes.After(200, 0).TotalSeconds, 45, 45.1);
        Assert.InRange(RetryTimes.After(200, 255).TotalSeconds, 74.9, 75);
    }

    private static DueFacts At(int minute, int version = 1) => new(Floor.Id(minute), version, Noon.AddMinutes(minute));

    private DueEntry Begin(DueFacts facts)
    {
        _wheel.Set(facts);
        Assert.True(_wheel.TryBegin(Noon.AddHours(1), out var entry));
        return entry;
    }

    private List<int> Due(DateTimeOffset now)
    {
        var minutes = new List<int>();
        while (_wheel.TryBegin(now, out var entry))
        {
            minutes.Add((int)(entry.Due - Noon).TotalMinutes);
        }

        return minutes;
    }
}
