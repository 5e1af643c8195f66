using AfterSales.Deadlines;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Due;

/// <summary>Which cases are under a rule, and whether that is known of all.</summary>
public sealed class OpenDeadlinesTests : ReadModelTest
{
    [Fact]
    public async Task The_cases_of_a_rule_come_the_most_urgent_first()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [Under(1, "customer-return", 3), Under(2, "customer-return", 1, TicketKind.Exchange), Under(3, "finance", 2), Under(4, null, 0), Under(5, "customer-return", 2)],
            Cancel);
        var open = process.Get<IOpenDeadlines>();
        Assert.Equal([Rows.Id(2), Rows.Id(5), Rows.Id(1)], await open.Load("customer-return", [], Cancel));
        Assert.Equal([Rows.Id(2)], await open.Load("customer-return", [TicketKind.Exchange, TicketKind.Repair], Cancel));
        Assert.Empty(await open.Load("carrier", [], Cancel));
        Assert.True(await open.Has("finance", Cancel));
        Assert.False(await open.Has("carrier", Cancel));
    }

    [Fact]
    public async Task A_case_whose_deadline_ended_is_under_it_no_more()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var writer = process.Get<IRowWriter<TicketRow>>();
        await writer.Write([Under(1, "finance", 3)], Cancel);
        await writer.Write([Rows.Ticket(1, version: 2)], Cancel);
        Assert.Empty(await process.Get<IOpenDeadlines>().Load("finance", [], Cancel));
    }

    [Fact]
    public async Task A_mark_is_passed_when_the_follower_has_caught_up_with_it()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var open = process.Get<IOpenDeadlines>();
        var mark = await open.Mark(Cancel);
        Assert.True(mark > await Database.Ask<DateTime>("select now()"));
        Assert.False(await open.HasPassed(mark, Cancel));

        await Caught(mark.AddSeconds(-1));
        Assert.False(await open.HasPassed(mark, Cancel));
        await Caught(mark);
        Assert.True(await open.HasPassed(mark, Cancel));
    }

    private Task Caught(DateTimeOffset at) => Database.Execute(
        $"""
        insert into follower_cursor (name, tx, position, caught_up_at) values ('{ProjectionConsumerName}', '0', 0, '{at:O}')
        on conflict (name) do update set caught_up_at = excluded.caught_up_at
        """);

    private static string ProjectionConsumerName => AfterSales.Followers.ProjectionConsumer.ConsumerName;

    private static TicketRow Under(int n, string? rule, int hours, TicketKind kind = TicketKind.ReturnRefund) => Rows.Ticket(n, with: ticket => ticket with { Kind = kind }) with
    {
        DeadlineRule = rule,
        DeadlineAt = rule is null ? null : Rows.Day.AddHours(hours),
        NextDue = rule is null ? null : Rows.Day.AddHours(hours),
    };
}
