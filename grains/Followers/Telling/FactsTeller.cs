using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Tickets;

namespace AfterSales.Followers;

/// <summary>Tells orders (settled or refunded) and customers (settled or rejected for abuse) of their cases. Idempotent by version.</summary>
internal sealed class FactsTeller(IGrainFactory grains)
{
    public IEnumerable<Telling> Of(IEnumerable<TicketFacts> facts)
    {
        foreach (var fact in facts)
        {
            if (fact.OrderId is { } order && (fact.Settled || fact.Refunded > 0))
            {
                yield return new Telling("order", order, [fact.TicketId], async () => (await grains.GetGrain<IOrderGrain>(order).Observe(fact)).Failure);
            }

            if (fact.Settled || fact.RejectedForAbuse)
            {
                yield return new Telling(
                    "customer", fact.CustomerId, [fact.TicketId], async () => (await grains.GetGrain<ICustomerGrain>(fact.CustomerId).Observe(fact)).Failure);
            }
        }
    }
}
