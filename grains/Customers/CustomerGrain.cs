using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Customers;

/// <summary>The actor of one customer: turns and identity; everything else is in <see cref="CustomerDesk"/>.</summary>
internal sealed class CustomerGrain(
    EventStreamServices services, IPolicySource policies, ICustomerHistory history, ILogger<CustomerGrain> logger) : Grain, ICustomerGrain
{
    private CustomerDesk? _desk;

    private CustomerDesk Desk => _desk ??= new CustomerDesk(this.GetPrimaryKeyString(), services, policies, history, logger);

    public Task<Outcome<CustomerStanding>> Recognise(StandingRequest request) => Desk.Recognise(request);

    public Task<Outcome<CustomerSummary>> Get(CallContext context) => Desk.Get(context);

    public Task<Outcome<bool>> Observe(TicketFacts facts) => Task.FromResult<Outcome<bool>>(Desk.Observe(facts));
}
