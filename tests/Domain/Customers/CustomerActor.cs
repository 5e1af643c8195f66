using AfterSales.Customers;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.Tests.Domain.Customers;

/// <summary>One customer's actor with its log and a read model that may be away.</summary>
internal sealed class CustomerActor : ICustomerHistory
{
    public CustomerActor() => Desk = NewDesk();

    public FakeEventLog Log { get; } = new();

    public FakeClock Clock { get; } = new();

    public FixedPolicies Policies { get; } = new();

    public CustomerHistory History { get; set; } = new(0, []);

    public bool ReadModelAway { get; set; }

    public int Reads { get; private set; }

    public CustomerDesk Desk { get; private set; }

    public void Crash() => Desk = NewDesk();

    public void Publish(SmallAmountBudget? budget, int version = 2) =>
        Policies.Current = Policies.Current with { SelfService = new(version, new SelfServicePolicy { SmallAmount = budget }) };

    /// <summary>Asks for a small amount for a new case.</summary>
    public async Task<bool> Asks(long amount, string currency = "CNY", Guid? ticket = null) =>
        (await Desk.Recognise(new StandingRequest(ticket ?? Guid.NewGuid(), null, new Money(amount, currency)))).Value!.BudgetGranted;

    public async Task<int> Recent() => (await Desk.Recognise(new StandingRequest(Guid.NewGuid(), null, null))).Value!.RecentTickets;

    public static TicketFacts Facts(Guid ticket, int version, bool settled = false, bool abuse = false, DateTimeOffset? created = null) =>
        new(ticket, version, TicketKind.RefundOnly, Shop.Customer, "o-1", settled, 0, abuse, created ?? Shop.Now, created ?? Shop.Now);

    Task<CustomerHistory> ICustomerHistory.Read(string customerId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        Reads++;
        return ReadModelAway ? Task.FromException<CustomerHistory>(new TimeoutException()) : Task.FromResult(History);
    }

    private CustomerDesk NewDesk() =>
        new(Shop.Customer, new EventStreamServices(Log, Clock, new MembershipEpoch()), Policies, this, NullLogger.Instance);
}
