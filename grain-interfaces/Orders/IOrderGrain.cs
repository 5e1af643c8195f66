using AfterSales.Tickets;

namespace AfterSales.Orders;

/// <summary>One order: facts from the shop, and the claims of its cases. Key: order id. Event-sourced.</summary>
[Alias("aftersales.IOrderGrain")]
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Stores the facts; an older or equal version changes nothing and answers the stored one. Safe to retry.</summary>
    [Alias("Import")]
    Task<Outcome<ImportReply>> Import(OrderFacts facts, CallContext context);

    [Alias("Get")]
    Task<Outcome<OrderView>> Get(CallContext context);

    [Alias("GetEligibility")]
    Task<Outcome<EligibilityView>> GetEligibility(CallContext context);

    /// <summary>Holds pieces for a ticket, or says which guard forbids it. Safe to retry.</summary>
    [Alias("Reserve")]
    Task<Outcome<Claim>> Reserve(ClaimRequest request);

    /// <summary>Told by the follower of the log; older versions are ignored.</summary>
    [Alias("Observe")]
    Task<Outcome<bool>> Observe(TicketFacts facts);
}
