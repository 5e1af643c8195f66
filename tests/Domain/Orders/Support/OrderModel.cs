using AfterSales.Orders;
using AfterSales.Orders.Domain;
using AfterSales.Policies;
using AfterSales.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Orders;

/// <summary>The pure domain of one order, driven step by step without log or engine.</summary>
internal sealed class OrderModel
{
    private int _seq;

    public OrderModel(OrderFacts facts) => Import(facts);

    public OrderState State { get; private set; } = OrderState.Empty;

    public Versioned<EligibilityPolicy> Policy { get; set; } = new(1, new());

    public DateTimeOffset Now { get; set; } = Shop.Now;

    public Decision<OrderState, OrderEvent, ImportReply> Import(OrderFacts facts)
    {
        var decision = ImportDecider.Decide(State, "o-1", facts);
        Fold(decision.Events);
        return decision;
    }

    public ReserveDecision Reserve(ClaimRequest request)
    {
        var decision = ReserveDecider.Decide(State, request, Policy, Now);
        Fold(decision.Events);
        return decision;
    }

    public Claim Claim(ClaimRequest request)
    {
        var decision = Reserve(request);
        Assert.Null(decision.Failure);
        return decision.Claim!;
    }

    public string Refusal(ClaimRequest request) => Assert.IsType<Failure>(Reserve(request).Failure).Code;

    public int Observe(TicketFacts facts)
    {
        var events = ObserveDecider.Decide(State, facts);
        Fold(events);
        return events.Length;
    }

    /// <summary>Opens a case and settles it with this refund.</summary>
    public ClaimRequest Settle(ClaimRequest request, long refunded)
    {
        Claim(request);
        Observe(request.Facts(version: 5, settled: true, refunded));
        return request;
    }

    public OrderLineState Line(string lineId = "1") => State.View().Lines.Single(line => line.LineId == lineId);

    public void Fold(IEnumerable<OrderEvent> events)
    {
        _seq++;
        State = events.Aggregate(State, (state, stored) => OrderFold.Apply(state, stored, new EventStamp(_seq, Now, "test", Guid.Empty)));
    }
}
