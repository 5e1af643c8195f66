using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using Orleans;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>One order's actor with its log and the tickets that hold claims; may crash and come back on the same log.</summary>
internal sealed class OrderActor
{
    private readonly Dictionary<Guid, ITicketGrain> _holders = [];
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();

    public OrderActor()
    {
        _grains.GetGrain<ITicketGrain>(Arg.Any<Guid>()).Returns(call => Holder(call.Arg<Guid>()));
        Desk = NewDesk();
    }

    public FakeEventLog Log { get; } = new();

    public FakeClock Clock { get; } = new();

    public IDirtyOrders Dirty { get; } = Substitute.For<IDirtyOrders>();

    public OrderDesk Desk { get; private set; }

    public MembershipEpoch Epoch { get; } = new();

    public static CallContext Staff { get; } = new(Shop.Lead, CommandId.New());

    public int Rows => Log.Rows.Count;

    /// <summary>The process dies: what was in memory is gone, the log stays.</summary>
    public void Crash() => Desk = NewDesk();

    /// <summary>A second activation of the same order beside this one.</summary>
    public OrderDesk Another() => NewDesk();

    public ITicketGrain Holder(Guid ticketId)
    {
        if (!_holders.TryGetValue(ticketId, out var holder))
        {
            _holders[ticketId] = holder = Substitute.For<ITicketGrain>();
        }

        return holder;
    }

    public void Answers(ClaimRequest request, ClaimFate fate) => Holder(request.TicketId).ConfirmOrVoid("o-1", request.TicketVersion).Returns(fate);

    public async Task<OrderActor> Imported(OrderFacts? facts = null)
    {
        await Desk.Import(facts ?? Shop.Order(), Staff);
        return this;
    }

    public async Task<string?> Try(ClaimRequest request) => (await Desk.Reserve(request)).Failure?.Code;

    private OrderDesk NewDesk() => new(
        "o-1",
        new EventStreamServices(Log, Clock, Epoch),
        new FixedPolicies(),
        Dirty,
        new ClaimHolders("o-1", _grains, NullLogger.Instance),
        NullLogger.Instance);
}
