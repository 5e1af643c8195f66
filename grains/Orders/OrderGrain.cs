using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Orders;

/// <summary>The actor of one order: turns and identity; everything else is in <see cref="OrderDesk"/>.</summary>
internal sealed class OrderGrain(
    EventStreamServices services, IPolicySource policies, IDirtyOrders dirty, IGrainFactory grains, ILogger<OrderGrain> logger) : Grain, IOrderGrain
{
    private OrderDesk? _desk;

    private OrderDesk Desk => _desk ??= NewDesk(this.GetPrimaryKeyString());

    public Task<Outcome<ImportReply>> Import(OrderFacts facts, CallContext context) => Desk.Import(facts, context);

    public Task<Outcome<OrderView>> Get(CallContext context) => Desk.Get(context);

    public Task<Outcome<EligibilityView>> GetEligibility(CallContext context) => Desk.GetEligibility(context);

    public Task<Outcome<Claim>> Reserve(ClaimRequest request) => Desk.Reserve(request);

    public Task<Outcome<bool>> Observe(TicketFacts facts) => Desk.Observe(facts);

    private OrderDesk NewDesk(string orderId) => new(orderId, services, policies, dirty, new ClaimHolders(orderId, grains, logger), logger);
}
