using System.Text;
using AfterSales.LoadTests.Workload.Arrivals;

namespace AfterSales.Tests.LoadTests.Workload;

/// <summary>Real arrivals are read as they were written, and told about in one line when they were not.</summary>
public sealed class ReplayFileTests
{
    private const string Header = "number,opened_at,priority,reassignment_count,reopen_count";

    [Fact]
    public void Rows_are_put_in_order_and_question_marks_are_missing_values()
    {
        var rows = Read(Header, "INC2,1/3/2016 06:10,3 - Moderate,1,0", "INC1,29/2/2016 01:16,?,?,2", "INC3,?,1 - Critical,0,0");

        Assert.Equal(
            [
                new RecordedArrival(new DateTimeOffset(2016, 2, 29, 1, 16, 0, TimeSpan.Zero), 0, 0, 2),
                new RecordedArrival(new DateTimeOffset(2016, 3, 1, 6, 10, 0, TimeSpan.Zero), 3, 1, 0),
            ],
            rows);
    }

    [Fact]
    public void A_plain_file_needs_a_time_only()
    {
        var rows = Read("arrived_at", "2026-06-18T00:00:00Z", "2026-06-18T00:00:01Z");

        Assert.Equal(2, rows.Length);
        Assert.Equal(1, (rows[1].At - rows[0].At).TotalSeconds);
    }

    [Theory]
    [InlineData("when\n2026-06-18T00:00:00Z", "opened_at or arrived_at")]
    [InlineData("opened_at\nyesterday", "line 2: 'yesterday' is not a time")]
    [InlineData("opened_at\n31/2/2016 10:00", "is not a time")]
    [InlineData("opened_at", "holds no arrival")]
    [InlineData("", "holds no arrival")]
    [InlineData("opened_at,priority\n1/3/2016 06:10,high", "priority is 'high', not a number")]
    public void A_bad_file_is_refused_with_one_line_that_says_where(string file, string said)
    {
        var refused = Assert.Throws<InvalidDataException>(() => ReplayFile.Read(Encoding.UTF8.GetBytes(file), "real.csv"));

        Assert.Contains(said, refused.Message, StringComparison.Ordinal);
        Assert.StartsWith("real.csv", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refused.Message);
    }

    [Fact]
    public void What_arrived_in_one_minute_is_spread_by_seed_and_all_is_compressed_to_the_run()
    {
        var rows = Read("opened_at", [.. Enumerable.Repeat("1/3/2016 06:10", 100), "1/3/2016 07:09"]);

        var spread = ReplayFile.Compress(rows, seconds: 60, seed: 1, stretch: null);

        Assert.Equal(101, spread.Length);
        Assert.Equal(spread.OrderBy(arrival => arrival.AtSeconds), spread);
        Assert.All(spread.Take(100), arrival => Assert.InRange(arrival.AtSeconds, 0, 1));
        Assert.True(spread.Take(100).Select(arrival => arrival.AtSeconds).Distinct().Count() > 90);
        Assert.Equal(spread, ReplayFile.Compress(rows, 60, 1, null));
        Assert.NotEqual(spread, ReplayFile.Compress(rows, 60, 2, null));
    }

    [Fact]
    public void The_busiest_stretch_is_found()
    {
        var rows = Read("opened_at", "1/3/2016 06:00", "2/3/2016 10:00", "2/3/2016 10:20", "2/3/2016 10:40", "3/3/2016 12:00");

        var busy = ReplayFile.Compress(rows, seconds: 60, seed: 1, stretch: TimeSpan.FromHours(1));

        Assert.Equal(3, busy.Length);
        Assert.InRange(busy[1].AtSeconds, 20, 21);
    }

    private static ImmutableArray<RecordedArrival> Read(string header, params string[] rows) =>
        ReplayFile.Read(Encoding.UTF8.GetBytes(string.Join('\n', [header, .. rows])), "real.csv");
}
