using AfterSales.Log;
using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Dirty;

public sealed class DatabaseAwayTests : ReadModelTest
{
    [Fact]
    public async Task While_the_database_is_away_rows_wait_and_lists_say_so_and_when_it_is_back_everything_is_there()
    {
        using var link = new DatabaseLink(Database);
        await using var process = new ReadModelProcess(link.ConnectionString, readModel: options => options.LagIntervalMilliseconds = 10);
        await process.StartAll();
        process.Get<IDirtyTickets>().Mark(Rows.Ticket(1));
        await Eventually.True(async () => await Count() == 1, "the first row is written");

        link.Cut();
        process.Get<IDirtyTickets>().Mark(Rows.Ticket(1, version: 2));
        process.Get<IDirtyTickets>().Mark(Rows.Ticket(2));
        await Assert.ThrowsAsync<LogUnavailableException>(() => process.Get<ITicketQueries>().List(new TicketFilter(), null, 10, Cancel));
        await Assert.ThrowsAsync<LogUnavailableException>(() => process.Get<ITicketQueries>().OrdersOf("c-1", 10, Cancel));
        await Assert.ThrowsAsync<LogUnavailableException>(() => process.Get<ICustomerHistory>().Read("c-1", Rows.Day, Cancel));
        await Eventually.True(() => process.Get<IReadLag>().Current > TimeSpan.FromMilliseconds(50), "the lag grows");
        Assert.Equal(1, await Count());

        link.Mend();
        await Eventually.True(async () => await Count() == 2, "what waited is written");
        Assert.Equal(2, await Database.Ask<int>($"select version from ticket_view where id = '{Rows.Id(1)}'"));
        await Eventually.True(() => process.Get<IReadLag>().Current < TimeSpan.FromMilliseconds(50), "the lag is gone");
    }

    [Fact]
    public async Task A_follower_that_lost_the_database_goes_on_where_it_was()
    {
        using var link = new DatabaseLink(Database);
        await using var process = new ReadModelProcess(link.ConnectionString);
        await process.StartProjection();
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Eventually.True(async () => await Count() == 1, "the first row is followed");

        link.Cut();
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        link.Mend();
        await Eventually.True(async () => await Count() == 2, "the row committed meanwhile is followed");
    }

    private Task<long> Count() => Database.Ask<long>("select count(*) from ticket_view");
}
