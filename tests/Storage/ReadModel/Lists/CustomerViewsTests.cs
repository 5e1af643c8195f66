using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Lists;

public sealed class CustomerViewsTests : ReadModelTest
{
    private static readonly DateTimeOffset Now = Rows.Day;

    [Fact]
    public async Task Orders_of_a_customer_come_newest_first_with_their_cases()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<OrderRow>>().Write(
        [
            new OrderRow(Rows.Id(101), 1, "o-1", "c-1", Rows.Day, "gold"),
            new OrderRow(Rows.Id(102), 1, "o-2", "c-1", Rows.Day.AddDays(1)),
            new OrderRow(Rows.Id(103), 1, "o-3", "c-2", Rows.Day),
        ], Cancel);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [Rows.Ticket(1), Rows.Ticket(2, with: t => t with { CreatedAt = Rows.Day.AddDays(2) }), Rows.Ticket(3, with: t => t with { OrderId = "o-3" })], Cancel);

        var orders = await process.Get<ITicketQueries>().OrdersOf("c-1", 10, Cancel);
        Assert.Equal([("o-2", Rows.Day.AddDays(1)), ("o-1", Rows.Day)], orders.Select(order => (order.OrderId, order.PaidAt)));
        Assert.Equal([null, "gold"], orders.Select(order => order.Tier));
        Assert.Equal("gold", (await process.Get<ICustomerHistory>().Read("c-1", Now, Cancel)).Tier);
        Assert.Null((await process.Get<ICustomerHistory>().Read("c-2", Now, Cancel)).Tier);
        Assert.Empty(orders[0].Tickets);
        Assert.Equal([Rows.Id(2), Rows.Id(1)], orders[1].Tickets.AsEnumerable());
        Assert.Single(await process.Get<ITicketQueries>().OrdersOf("c-1", 1, Cancel));
    }

    [Fact]
    public async Task Open_and_settled_cases_are_lists_of_their_own()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1), Rows.Ticket(2).Settled()], Cancel);
        async Task<Guid> Only(bool settled) =>
            Assert.Single((await process.Get<ITicketQueries>().List(new TicketFilter { CustomerId = "c-1", Settled = settled }, null, 10, Cancel)).Items).Id;
        Assert.Equal((Rows.Id(1), Rows.Id(2)), (await Only(settled: false), await Only(settled: true)));
    }

    [Fact]
    public async Task A_history_holds_the_last_180_days_and_counts_all()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var abuse = Rows.Ticket(3, with: t => t with { CreatedAt = Now.AddDays(-10), UpdatedAt = Now.AddDays(-9) });
        await process.Get<IRowWriter<TicketRow>>().Write(
        [
            Rows.Ticket(1, with: t => t with { CreatedAt = Now.AddDays(-CustomerHistory.Days) }),
            Rows.Ticket(2, version: 6, with: t => t with { CreatedAt = Now.AddDays(-CustomerHistory.Days).AddSeconds(1) }).Settled(),
            abuse with { Facts = abuse.Facts with { RejectedForAbuse = true } },
            Rows.Ticket(4, with: t => t with { CustomerId = "c-2", CreatedAt = Now.AddDays(-1) }),
        ], Cancel);

        var history = await process.Get<ICustomerHistory>().Read("c-1", Now, Cancel);
        Assert.Equal(3, history.Tickets);
        Assert.Equal(
            [
                new HistoryTicket(Rows.Id(3), 1, Now.AddDays(-10), Settled: false, RejectedForAbuseAt: Now.AddDays(-9)),
                new HistoryTicket(Rows.Id(2), 6, Now.AddDays(-CustomerHistory.Days).AddSeconds(1), Settled: true, RejectedForAbuseAt: null),
            ],
            history.Recent.AsEnumerable());
    }

    [Fact]
    public async Task Customers_who_ask_at_once_each_get_their_own_history()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [.. Enumerable.Range(1, 30).Select(n => Rows.Ticket(n, with: t => t with { CustomerId = $"c-{n}", CreatedAt = Now.AddDays(-n) }))], Cancel);
        var reader = process.Get<ICustomerHistory>();
        var histories = await Task.WhenAll(Enumerable.Range(1, 40).Select(n => reader.Read($"c-{n}", Now, Cancel)));

        Assert.Equal(Enumerable.Range(1, 30).Select(Rows.Id), histories.Take(30).Select(history => Assert.Single(history.Recent).TicketId));
        Assert.All(histories.Skip(30), history => Assert.Equal((0, 0), (history.Tickets, history.Recent.Length)));
    }

    [Fact]
    public async Task A_long_history_is_cut_at_its_newest_cases()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [.. Enumerable.Range(1, CustomerHistory.MaxRecent + 5).Select(n => Rows.Ticket(n, with: t => t with { CreatedAt = Now.AddMinutes(-n) }))], Cancel);
        var history = await process.Get<ICustomerHistory>().Read("c-1", Now, Cancel);
        Assert.Equal(CustomerHistory.MaxRecent + 5, history.Tickets);
        Assert.Equal(CustomerHistory.MaxRecent, history.Recent.Length);
        Assert.Equal(Rows.Id(1), history.Recent[0].TicketId);
        Assert.Equal(Rows.Id(CustomerHistory.MaxRecent), history.Recent[^1].TicketId);
    }
}
