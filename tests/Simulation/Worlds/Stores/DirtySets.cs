using AfterSales.ReadModel;
using AfterSales.Tests.Simulation.Machine;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>The fast path of the read model: written a little later, lost with its process.</summary>
internal sealed class DirtySets(Stored stored, VirtualTime time, Life life, Random random) : IDirtyTickets, IDirtyAgents, IDirtyOrders
{
    private const int DroppedPerMille = 20;

    public void Mark(TicketRow row) => Later(() => stored.Write(row));

    public void Mark(AgentRow row) => Later(() => stored.Write(row));

    // Nothing here lists orders.
    public void Mark(OrderRow row)
    {
    }

    /// <summary>A full set drops rows; the follower writes them.</summary>
    private void Later(Action write)
    {
        if (random.Next(1_000) >= DroppedPerMille)
        {
            time.After(life, TimeSpan.FromMilliseconds(50 + (random.NextDouble() * 50)), write);
        }
    }
}

/// <summary>Customers have no past here.</summary>
internal sealed class NoHistory : ICustomerHistory
{
    public Task<CustomerHistory> Read(string customerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        Task.FromResult(new CustomerHistory(0, []));
}
