using AfterSales.Customers;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Tests.Domain.Orders;
using Xunit;

namespace AfterSales.Tests.Domain.Customers;

/// <summary>The small-amount budget of domain.md section 4, with its built-in figures unless said otherwise.</summary>
public sealed class BudgetTests
{
    [Theory]
    [InlineData(2_000, "CNY", true)]
    [InlineData(2_001, "CNY", false)]
    [InlineData(1, "CNY", true)]
    [InlineData(0, "CNY", false)]
    [InlineData(-5, "CNY", false)]
    [InlineData(2_000, "GBP", false)]
    public async Task A_case_gets_at_most_twenty_yuan(long amount, string currency, bool granted)
    {
        var customer = new CustomerActor();
        Assert.Equal(granted, await customer.Asks(amount, currency));
        Assert.Equal(granted ? 1 : 0, customer.Log.Rows.Count);
    }

    [Fact]
    public async Task A_day_gets_at_most_fifty_yuan_to_the_cent()
    {
        var customer = new CustomerActor();
        Assert.True(await customer.Asks(2_000));
        Assert.True(await customer.Asks(2_000));
        Assert.False(await customer.Asks(1_001));
        Assert.True(await customer.Asks(1_000));
    }

    [Fact]
    public async Task The_day_turns_at_midnight_in_China()
    {
        var customer = new CustomerActor();
        customer.Publish(new SmallAmountBudget { PerDay = 2_000 });
        customer.Clock.Now = new DateTimeOffset(2026, 3, 10, 15, 59, 59, TimeSpan.Zero);
        Assert.True(await customer.Asks(2_000));
        Assert.False(await customer.Asks(1));
        customer.Clock.Now = new DateTimeOffset(2026, 3, 10, 16, 0, 0, TimeSpan.Zero);
        Assert.True(await customer.Asks(2_000));
    }

    [Fact]
    public async Task Three_cases_in_thirty_days()
    {
        var customer = new CustomerActor();
        for (var i = 0; i < 3; i++)
        {
            Assert.True(await customer.Asks(100));
            customer.Clock.Now += TimeSpan.FromDays(1);
        }

        Assert.False(await customer.Asks(100));
        customer.Clock.Now = Shop.Now.AddDays(30).AddSeconds(-1);
        Assert.False(await customer.Asks(100));
        customer.Clock.Now = Shop.Now.AddDays(30);
        Assert.True(await customer.Asks(100));
    }

    [Theory]
    [InlineData(179.9, false)]
    [InlineData(180, true)]
    public async Task A_case_refused_for_abuse_bars_for_half_a_year(double daysAgo, bool granted)
    {
        var at = Shop.Now.AddDays(-daysAgo);
        var customer = new CustomerActor { History = new(1, [new HistoryTicket(Guid.NewGuid(), 3, at, true, at)]) };
        Assert.Equal(granted, await customer.Asks(100));
    }

    [Fact]
    public async Task Abuse_that_the_follower_tells_bars_at_once_and_a_won_dispute_lifts_it()
    {
        var customer = new CustomerActor();
        var abusive = Guid.NewGuid();
        await customer.Recent();
        Assert.True(customer.Desk.Observe(CustomerActor.Facts(abusive, version: 4, abuse: true)));
        Assert.False(await customer.Asks(100));
        Assert.True(customer.Desk.Observe(CustomerActor.Facts(abusive, version: 6)));
        Assert.True(await customer.Asks(100));
    }

    [Fact]
    public async Task A_retry_gets_the_same_answer_and_takes_nothing_more_even_after_a_crash()
    {
        var customer = new CustomerActor();
        var ticket = Guid.NewGuid();
        Assert.True(await customer.Asks(2_000, ticket: ticket));
        Assert.True(await customer.Asks(2_000, ticket: ticket));
        customer.Crash();
        Assert.True(await customer.Asks(2_000, ticket: ticket));
        Assert.Single(customer.Log.Rows);
        Assert.False(await customer.Asks(2_001, ticket: ticket));
    }

    [Fact]
    public async Task A_retry_names_the_policy_that_granted()
    {
        var customer = new CustomerActor();
        var request = new StandingRequest(Guid.NewGuid(), null, new Money(100, "CNY"));
        Assert.Equal(1, (await customer.Desk.Recognise(request)).Value!.PolicyVersion);
        customer.Publish(budget: null, version: 2);
        var again = (await customer.Desk.Recognise(request)).Value!;
        Assert.True(again is { BudgetGranted: true, PolicyVersion: 1 });
        Assert.False(await customer.Asks(100));
    }

    [Fact]
    public async Task A_lost_answer_is_found_by_the_retry()
    {
        var customer = new CustomerActor();
        var ticket = Guid.NewGuid();
        customer.Log.FailNext(AppendStatus.Unknown, kept: true);
        var lost = await customer.Desk.Recognise(new StandingRequest(ticket, null, new Money(100, "CNY")));
        Assert.Equal(FailureCodes.OutcomeUnknown, lost.Failure!.Code);
        Assert.True(await customer.Asks(100, ticket: ticket));
        Assert.Single(customer.Log.Rows);
    }

    [Fact]
    public async Task Without_history_nothing_is_granted_and_nothing_fails()
    {
        var customer = new CustomerActor { ReadModelAway = true };
        Assert.False(await customer.Asks(100));
        Assert.Equal(0, await customer.Recent());
        Assert.Equal(1, customer.Reads);
        customer.ReadModelAway = false;
        customer.Clock.Now += TimeSpan.FromSeconds(5);
        Assert.True(await customer.Asks(100));
    }
}
