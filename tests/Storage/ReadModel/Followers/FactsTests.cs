using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class FactsTests : ReadModelTest
{
    [Fact]
    public async Task Orders_hear_of_settled_and_refunded_cases_and_customers_of_settled_and_abusive_ones()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Case(id, version);
        for (var n = 1; n <= 5; n++)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(n), 1, 2);
        }

        await process.StartProjection();
        await Eventually.True(() => Database.Ask<bool>("select position = 10 from follower_cursor where name = 'projection'"), "the slice is done");

        Assert.Equal([("o-1", Rows.Id(2)), ("o-1", Rows.Id(3))], process.Grains.Orders.Select(told => (told.Order, told.Facts.TicketId)).Distinct().Order());
        Assert.Equal(
            [("c-1", Rows.Id(2)), ("c-1", Rows.Id(4)), ("c-1", Rows.Id(5))],
            process.Grains.Customers.Select(told => (told.Customer, told.Facts.TicketId)).Distinct().Order());
        Assert.Equal(Case(Rows.Id(2), 2).Facts, process.Grains.Orders.Last(told => told.Facts.TicketId == Rows.Id(2)).Facts);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_that_does_not_take_its_facts_is_told_again_and_the_others_are_told_all_the_same(bool byException)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version, t => t with { OrderId = $"o-{id.ToByteArray()[15]}" }).Settled();
        var attempts = 0;
        process.Grains.OrderAnswers = order => order == "o-2" && Interlocked.Increment(ref attempts) < 3
            ? byException ? throw new TimeoutException() : new Failure(FailureCodes.Overloaded, "busy")
            : true;
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(3), 1, 1);
        await process.StartProjection();

        await Eventually.True(() => Database.Ask<bool>("select position = 3 from follower_cursor where name = 'projection'"), "the slice is done");
        Assert.True(Volatile.Read(ref attempts) >= 3);
        Assert.Equal(["o-1", "o-2", "o-3"], process.Grains.Orders.Select(told => told.Order).Distinct().Order());
    }

    /// <summary>1 open, 2 settled, 3 refunded, 4 rejected for abuse, 5 settled without an order.</summary>
    private static TicketRow Case(Guid id, int version)
    {
        var row = Rows.Ticket(id, version, t => t with { OrderId = id == Rows.Id(5) ? null : "o-1" });
        return id.ToByteArray()[15] switch
        {
            2 or 5 => row.Settled(),
            3 => row with { Facts = row.Facts with { Refunded = 100 } },
            4 => row with { Facts = row.Facts with { RejectedForAbuse = true }, Summary = row.Summary with { Step = TicketStep.Rejected } },
            _ => row,
        };
    }
}
