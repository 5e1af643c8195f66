using System.Collections.Concurrent;
using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Tickets;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Orders and customers that only listen.</summary>
internal sealed class ToldGrains
{
    public ToldGrains()
    {
        Factory.GetGrain<IOrderGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Order(call.ArgAt<string>(0)));
        Factory.GetGrain<ICustomerGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Customer(call.ArgAt<string>(0)));
    }

    public IGrainFactory Factory { get; } = Substitute.For<IGrainFactory>();

    public ConcurrentQueue<(string Order, TicketFacts Facts)> Orders { get; } = new();

    public ConcurrentQueue<(string Customer, TicketFacts Facts)> Customers { get; } = new();

    /// <summary>What an order answers; throws or fails when a test wants it to.</summary>
    public Func<string, Outcome<bool>> OrderAnswers { get; set; } = _ => true;

    private IOrderGrain Order(string id)
    {
        var grain = Substitute.For<IOrderGrain>();
        grain.Observe(Arg.Any<TicketFacts>()).Returns(call =>
        {
            var answer = OrderAnswers(id);
            Orders.Enqueue((id, call.Arg<TicketFacts>()));
            return Task.FromResult(answer);
        });
        return grain;
    }

    private ICustomerGrain Customer(string id)
    {
        var grain = Substitute.For<ICustomerGrain>();
        grain.Observe(Arg.Any<TicketFacts>()).Returns(call =>
        {
            Customers.Enqueue((id, call.Arg<TicketFacts>()));
            return Task.FromResult<Outcome<bool>>(true);
        });
        return grain;
    }
}
