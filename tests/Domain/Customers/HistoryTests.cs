using AfterSales.Customers;
using AfterSales.ReadModel;
using AfterSales.Tests.Domain.Orders;
using Xunit;

namespace AfterSales.Tests.Domain.Customers;

public sealed class HistoryTests
{
    private static readonly CallContext Staff = new(Shop.Lead, CommandId.New());

    [Fact]
    public async Task Recognising_alone_writes_nothing()
    {
        var customer = new CustomerActor();
        await customer.Desk.Recognise(new StandingRequest(Guid.NewGuid(), "gold", null));
        Assert.Empty(customer.Log.Rows);
    }

    [Fact]
    public async Task Recent_cases_are_the_other_ones_of_thirty_days()
    {
        var customer = new CustomerActor { History = new(9, [Ticket(29.9), Ticket(30), Ticket(100)]) };
        Assert.Equal(1, await customer.Recent());
        Assert.Equal(2, await customer.Recent());
    }

    [Fact]
    public async Task The_same_case_recognised_twice_counts_once()
    {
        var customer = new CustomerActor();
        var request = new StandingRequest(Guid.NewGuid(), null, null);
        await customer.Desk.Recognise(request);
        Assert.Equal(0, (await customer.Desk.Recognise(request)).Value!.RecentTickets);
        Assert.Equal(1, await customer.Recent());
    }

    [Fact]
    public async Task Facts_count_by_version_and_in_any_order()
    {
        var customer = new CustomerActor();
        var ticket = Guid.NewGuid();
        await customer.Desk.Recognise(new StandingRequest(ticket, null, null));
        Assert.True(customer.Desk.Observe(CustomerActor.Facts(ticket, version: 5, settled: true)));
        Assert.False(customer.Desk.Observe(CustomerActor.Facts(ticket, version: 5, settled: true)));
        Assert.False(customer.Desk.Observe(CustomerActor.Facts(ticket, version: 1)));
        var summary = (await customer.Desk.Get(Staff)).Value!;
        Assert.Equal((1, 0, 1), (summary.Tickets, summary.OpenTickets, summary.RecentTickets));
    }

    [Fact]
    public async Task A_case_that_was_counted_before_the_list_began_is_not_counted_again()
    {
        var customer = new CustomerActor { History = new(3, [Ticket(1)]) };
        await customer.Desk.Get(Staff);
        Assert.False(customer.Desk.Observe(CustomerActor.Facts(Guid.NewGuid(), 9, created: Shop.Now.AddDays(-200))));
        Assert.True(customer.Desk.Observe(CustomerActor.Facts(Guid.NewGuid(), 1)));
        Assert.Equal(4, (await customer.Desk.Get(Staff)).Value!.Tickets);
    }

    [Fact]
    public async Task The_list_keeps_its_bound_and_the_count_goes_on()
    {
        var recent = Enumerable.Range(1, CustomerHistory.MaxRecent).Select(i => Ticket(i / 100.0));
        var customer = new CustomerActor { History = new(900, [.. recent]) };
        await customer.Recent();
        var summary = (await customer.Desk.Get(Staff)).Value!;
        Assert.Equal((901, CustomerHistory.MaxRecent), (summary.Tickets, summary.RecentTickets));
    }

    [Fact]
    public async Task Somebody_elses_case_is_not_taken_in()
    {
        var customer = new CustomerActor();
        await customer.Recent();
        Assert.False(customer.Desk.Observe(CustomerActor.Facts(Guid.NewGuid(), 1) with { CustomerId = "c-2" }));
    }

    [Fact]
    public async Task A_summary_shows_budget_tier_and_abuse()
    {
        var customer = new CustomerActor { History = new(1, [Ticket(1) with { RejectedForAbuseAt = Shop.Now.AddDays(-1) }]) };
        await customer.Desk.Recognise(new StandingRequest(Guid.NewGuid(), "gold", null));
        var summary = (await customer.Desk.Get(Staff)).Value!;
        Assert.Equal(("gold", 1, new Money(0, "CNY"), 0), (summary.Tier, summary.RejectedForAbuse, summary.BudgetUsedToday!.Value, summary.BudgetCases30Days));
    }

    [Fact]
    public async Task A_tier_of_the_newest_order_is_known_without_a_claim_and_a_claim_knows_better()
    {
        var customer = new CustomerActor { History = new(0, [], "gold") };
        Assert.Equal("gold", (await customer.Desk.Recognise(new StandingRequest(Guid.NewGuid(), null, null))).Value!.Tier);
        Assert.Equal("vip", (await customer.Desk.Recognise(new StandingRequest(Guid.NewGuid(), "vip", null))).Value!.Tier);
        Assert.Equal("vip", (await customer.Desk.Get(Staff)).Value!.Tier);
    }

    [Fact]
    public async Task A_tier_stored_with_a_taking_survives_a_crash()
    {
        var customer = new CustomerActor();
        await customer.Desk.Recognise(new StandingRequest(Guid.NewGuid(), "gold", new Money(700, "CNY")));
        customer.Crash();
        var summary = (await customer.Desk.Get(Staff)).Value!;
        Assert.Equal(("gold", 700L, 1), (summary.Tier, summary.BudgetUsedToday!.Value.Amount, summary.BudgetCases30Days));
    }

    [Fact]
    public async Task A_customer_sees_himself_only()
    {
        var customer = new CustomerActor();
        Assert.True((await customer.Desk.Get(Staff with { Caller = Shop.Buyer })).Succeeded);
        var stranger = Staff with { Caller = new Caller("test", "c-2", Roles.Customer) };
        Assert.Equal(FailureCodes.NotFound, (await customer.Desk.Get(stranger)).Failure!.Code);
    }

    [Fact]
    public async Task A_summary_is_not_made_up_while_the_read_model_is_away()
    {
        var customer = new CustomerActor { ReadModelAway = true };
        Assert.Equal(FailureCodes.StorageUnavailable, (await customer.Desk.Get(Staff)).Failure!.Code);
    }

    private static HistoryTicket Ticket(double daysAgo) => new(Guid.NewGuid(), 2, Shop.Now.AddDays(-daysAgo), Settled: false, RejectedForAbuseAt: null);
}
