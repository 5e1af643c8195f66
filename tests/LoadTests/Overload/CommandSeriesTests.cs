using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Overload.Phases;

namespace AfterSales.Tests.LoadTests.Overload;

public sealed class CommandSeriesTests
{
    [Fact]
    public void Openings_are_counted_apart_from_commands_on_open_cases()
    {
        var series = Of(
            Entry("open", 1.0, 1.2), Entry("open", 0.1, 1.9), Entry("approve", 1.5, 1.51), Entry("refund", 1.5, 1.54), Entry("close", 1.9, 2.1));

        var second = series.Between(1, 2);

        Assert.Equal((2, 1, 2), (second.Opened, second.Prompt, second.Acted));
        Assert.Equal(4, second.Goodput);
        Assert.Equal(40, second.Actions.Max, 1);
        Assert.Equal(1_800, second.Opens.Max, 1);
        Assert.Equal(3, series.Between(1, 3).Acted);
        Assert.Equal(4, series.Acknowledged(1));
    }

    [Fact]
    public void A_caller_who_gave_up_is_no_goodput_but_his_waiting_counts()
    {
        var series = Of(
            Entry("approve", 0, 4.0) with { Outcome = CommandOutcome.Unknown, Code = "timeout" },
            Entry("approve", 0, 3.0) with { Outcome = CommandOutcome.Refused, Code = "overloaded" },
            Entry("open", 0, 3.0) with { Outcome = CommandOutcome.Refused, Code = "overloaded" });

        var all = series.Between(0, 10);

        Assert.Equal((2, 1, 0), (all.ActionsGivenUp, all.OpensGivenUp, all.Acted));
        Assert.Equal(4_000, all.Actions.Max, 1);
        Assert.Equal(4_000, series.ActionP99(4)!.Value, 1);
    }

    [Fact]
    public void An_opening_that_a_rule_refuses_was_served_and_one_that_was_turned_away_was_not()
    {
        var series = Of(
            Entry("open", 0, 0.1) with { Outcome = CommandOutcome.Refused, Code = "quantity-exceeded" },
            Entry("open", 0, 0.2) with { Outcome = CommandOutcome.Refused, Code = "overloaded" });

        Assert.Equal((0, 1), (series.Between(0, 1).Opened, series.Between(0, 1).Prompt));
    }

    [Fact]
    public void A_refusal_of_the_contract_is_an_answer_and_nobody_gave_up()
    {
        var series = Of(Entry("approve", 0, 0.02) with { Outcome = CommandOutcome.Refused, Code = "invalid-transition" });

        Assert.Equal((0, 0), (series.Between(0, 1).ActionsGivenUp, series.Between(0, 1).Acted));
        Assert.Equal(20, series.ActionP99(0)!.Value, 1);
    }

    [Fact]
    public void The_import_of_orders_is_no_part_of_it()
    {
        var series = Of(Entry("order", -5, -4), Entry("order", 0.5, 0.6));

        Assert.Equal(0, series.Between(0, 1).Goodput);
        Assert.Null(series.ActionP99(0));
    }

    [Theory]
    [InlineData(503, null, "503 without Retry-After")]
    [InlineData(429, null, "429 without Retry-After")]
    [InlineData(503, 2, "503 overloaded")]
    public void Who_is_turned_away_counts_with_the_reason_and_without_being_told_until_when_as_a_kind_of_its_own(int status, int? seconds, string kind) =>
        Assert.Equal(kind, new WireAnswer(status, $"{status}") { Code = "overloaded", RetryAfter = seconds is { } after ? TimeSpan.FromSeconds(after) : null }.ErrorKind);

    private static CommandSeries Of(params ReadOnlySpan<JournalEntry> entries)
    {
        var series = new CommandSeries();
        foreach (var entry in entries)
        {
            series.Add(entry);
        }

        return series;
    }

    private static JournalEntry Entry(string action, double intended, double answered) =>
        new(action, CommandOutcome.Acknowledged, "c1", "customer", $"k{intended}{action}", null) { Intended = (long)(intended * 1e6), Answered = (long)Math.Round(answered * 1e6) };
}
