using AfterSales.Tickets;

namespace AfterSales.Customers;

/// <summary>One customer: tier, history, self-service budget. Key: customer id. The budget is event-sourced, the history is derived.</summary>
[Alias("aftersales.ICustomerGrain")]
public interface ICustomerGrain : IGrainWithStringKey
{
    /// <summary>
    /// Asked once while a case opens. When <see cref="StandingRequest.SmallAmount"/> is given and the budget allows it, the budget is taken
    /// durably before the answer; idempotent by ticket id, never given back.
    /// </summary>
    [Alias("Recognise")]
    Task<Outcome<CustomerStanding>> Recognise(StandingRequest request);

    [Alias("Get")]
    Task<Outcome<CustomerSummary>> Get(CallContext context);

    /// <summary>Told by the follower of the log; older versions are ignored.</summary>
    [Alias("Observe")]
    Task<Outcome<bool>> Observe(TicketFacts facts);
}

/// <param name="TicketId">The case that opens.</param>
/// <param name="Tier">Tier the order reports, when there is an order.</param>
/// <param name="SmallAmount">The amount for which the small-amount budget is asked; null when the rule cannot apply.</param>
[GenerateSerializer, Immutable, Alias("aftersales.StandingRequest")]
public sealed record StandingRequest(
    [property: Id(0)] Guid TicketId,
    [property: Id(1)] string? Tier,
    [property: Id(2)] Money? SmallAmount);

/// <param name="Tier">Known tier.</param>
/// <param name="RecentTickets">Other cases opened in the last 30 days; triage's measure of repeated contact.</param>
/// <param name="BudgetGranted">The small amount was taken from the budget for this ticket.</param>
/// <param name="PolicyVersion">Version of the self-service policy that decided.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CustomerStanding")]
public sealed record CustomerStanding(
    [property: Id(0)] string? Tier,
    [property: Id(1)] int RecentTickets,
    [property: Id(2)] bool BudgetGranted,
    [property: Id(3)] int PolicyVersion);

/// <param name="CustomerId">The customer.</param>
/// <param name="Tier">Known tier.</param>
/// <param name="Tickets">Cases ever opened.</param>
/// <param name="OpenTickets">Cases not settled.</param>
/// <param name="RecentTickets">Cases opened in the last 30 days.</param>
/// <param name="RejectedForAbuse">Cases rejected for abuse in the last 180 days.</param>
/// <param name="BudgetUsedToday">Small-amount refunds granted today.</param>
/// <param name="BudgetCases30Days">Small-amount cases in the last 30 days.</param>
[GenerateSerializer, Immutable, Alias("aftersales.CustomerSummary")]
public sealed record CustomerSummary(
    [property: Id(0)] string CustomerId,
    [property: Id(1)] string? Tier,
    [property: Id(2)] int Tickets,
    [property: Id(3)] int OpenTickets,
    [property: Id(4)] int RecentTickets,
    [property: Id(5)] int RejectedForAbuse,
    [property: Id(6)] Money? BudgetUsedToday,
    [property: Id(7)] int BudgetCases30Days);
