using System.Collections.Concurrent;
using System.Collections.Immutable;
using AfterSales.Agents;
using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Sla;
using AfterSales.Tickets;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Actors that only listen.</summary>
internal sealed class ToldGrains
{
    public ToldGrains()
    {
        Factory.GetGrain<IOrderGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Order(call.ArgAt<string>(0)));
        Factory.GetGrain<ICustomerGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Customer(call.ArgAt<string>(0)));
        Factory.GetGrain<IQueueGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Queue(QueueKeys.QueueOf(call.ArgAt<string>(0))));
        Factory.GetGrain<IAgentGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Agent(call.ArgAt<string>(0)));
        Factory.GetGrain<ISlaWheelGrain>(Arg.Any<string>(), Arg.Any<string?>()).Returns(call => Wheel(WheelKeys.ShardOf(call.ArgAt<string>(0))));
        Factory.GetGrain<ITicketGrain>(Arg.Any<Guid>(), Arg.Any<string?>()).Returns(call => Ticket(call.ArgAt<Guid>(0)));
    }

    public IGrainFactory Factory { get; } = Substitute.For<IGrainFactory>();

    public ConcurrentQueue<(string Order, TicketFacts Facts)> Orders { get; } = new();

    public ConcurrentQueue<(string Customer, TicketFacts Facts)> Customers { get; } = new();

    public ConcurrentQueue<(string Queue, ImmutableArray<RoutingFacts> Tickets, ImmutableArray<AgentStatus> Agents)> Queues { get; } = new();

    public ConcurrentQueue<(string Agent, RoutingFacts Facts)> Agents { get; } = new();

    public ConcurrentQueue<(Guid Ticket, int Round, string? ToQueue, RerouteReason Reason)> Rerouted { get; } = new();

    public ConcurrentQueue<(int Shard, ImmutableArray<DueFacts> Facts)> Wheels { get; } = new();

    /// <summary>What an order answers; throws or fails when a test wants it to.</summary>
    public Func<string, Outcome<bool>> OrderAnswers { get; set; } = _ => true;

    /// <summary>The same for every other actor: <c>queue general</c>, <c>agent a-1</c>, <c>ticket {id}</c>, <c>wheel 3</c>.</summary>
    public Func<string, Failure?> Refuse { get; set; } = _ => null;

    /// <summary>A case that no queue takes, nor anything that comes with it.</summary>
    public Guid? Poison { get; set; }

    private IOrderGrain Order(string id)
    {
        var grain = Substitute.For<IOrderGrain>();
        grain.Observe(Arg.Any<TicketFacts>()).Returns(call =>
        {
            var answer = OrderAnswers(id);
            if (answer.Failure is null)
            {
                Orders.Enqueue((id, call.Arg<TicketFacts>()));
            }

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

    private IQueueGrain Queue(string id)
    {
        var grain = Substitute.For<IQueueGrain>();
        grain.Observe(Arg.Any<ImmutableArray<RoutingFacts>>(), Arg.Any<ImmutableArray<AgentStatus>>()).Returns(call =>
            call.ArgAt<ImmutableArray<RoutingFacts>>(0).Any(facts => facts.TicketId == Poison)
                ? Task.FromResult<Outcome<bool>>(new Failure("defect", "poison"))
                : Answer($"queue {id}", () => Queues.Enqueue((id, call.ArgAt<ImmutableArray<RoutingFacts>>(0), call.ArgAt<ImmutableArray<AgentStatus>>(1))), true));
        return grain;
    }

    private IAgentGrain Agent(string id)
    {
        var grain = Substitute.For<IAgentGrain>();
        grain.Observe(Arg.Any<RoutingFacts>()).Returns(call => Answer($"agent {id}", () => Agents.Enqueue((id, call.Arg<RoutingFacts>())), true));
        return grain;
    }

    private ISlaWheelGrain Wheel(int shard)
    {
        var grain = Substitute.For<ISlaWheelGrain>();
        grain.Observe(Arg.Any<ImmutableArray<DueFacts>>()).Returns(call => Answer($"wheel {shard}", () => Wheels.Enqueue((shard, call.Arg<ImmutableArray<DueFacts>>())), true));
        return grain;
    }

    private ITicketGrain Ticket(Guid id)
    {
        var grain = Substitute.For<ITicketGrain>();
        grain.Reroute(Arg.Any<int>(), Arg.Any<string?>(), Arg.Any<RerouteReason>()).Returns(call => Answer(
            $"ticket {id}",
            () => Rerouted.Enqueue((id, call.ArgAt<int>(0), call.ArgAt<string?>(1), call.ArgAt<RerouteReason>(2))),
            new RoutingFacts(id, 1, null, null, [])));
        return grain;
    }

    private Task<Outcome<T>> Answer<T>(string receiver, Action record, T answer)
    {
        if (Refuse(receiver) is { } failure)
        {
            return Task.FromResult<Outcome<T>>(failure);
        }

        record();
        return Task.FromResult<Outcome<T>>(answer);
    }
}
