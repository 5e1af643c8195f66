using AfterSales.Customers.Domain;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Customers;

/// <summary>One customer between the pure domain, the log (budget) and the read model (history). Owned by one activation, one call at a time.</summary>
internal sealed class CustomerDesk(
    string customerId, EventStreamServices services, IPolicySource policies, ICustomerHistory reader, ILogger logger)
{
    /// <summary>An open must not wait longer for what only improves its triage.</summary>
    private static readonly TimeSpan HistoryTimeout = TimeSpan.FromSeconds(1);

    /// <summary>While the read model is away, it is not asked again by every open.</summary>
    private static readonly TimeSpan HistoryRetry = TimeSpan.FromSeconds(5);

    private const int RecentDays = 30;

    private readonly EventStream<CustomerState, CustomerEvent, CustomerFold> _stream = new(
        services, CustomerCodec.Instance, StreamKind.Customer, StreamIds.Of(StreamKind.Customer, customerId), CustomerJson.Default.CustomerState);

    private CaseHistory? _history;
    private DateTimeOffset _askHistoryAfter;

    /// <summary>The last tier an order told with a claim, before that the one of the newest order; stored only along with a taking from the budget.</summary>
    private string? _tier;

    public async Task<Outcome<CustomerStanding>> Recognise(StandingRequest request)
    {
        _tier = request.Tier ?? _tier;
        await ReadHistory();
        var granted = false;
        if (request.SmallAmount is { } amount)
        {
            var taken = await Take(request.TicketId, amount);
            if (!taken.Succeeded)
            {
                return taken.Failure;
            }

            granted = taken.Value;
        }

        var now = services.Clock.Now;
        var recent = _history?.OpenedSince(now.AddDays(-RecentDays), except: request.TicketId) ?? 0;
        _history?.Opening(request.TicketId, now);
        var policyVersion = granted ? _stream.State.Uses[request.TicketId].PolicyVersion : policies.Current.SelfService.Version;
        return new CustomerStanding(_tier ?? _stream.State.Tier, recent, granted, policyVersion);
    }

    public async Task<Outcome<CustomerSummary>> Get(CallContext context)
    {
        if (!context.Caller.IsStaff && context.Caller.Subject != customerId)
        {
            return new Failure(FailureCodes.NotFound, "There is no such customer.");
        }

        if (await _stream.TryEnsureCurrent() is { } unreachable)
        {
            return unreachable;
        }

        await ReadHistory();
        if (_history is null)
        {
            // A summary of zeros would be a lie; only openings go on without history.
            return StorageFailures.Unavailable;
        }

        var now = services.Clock.Now;
        var budget = policies.Current.SelfService.Policy.SmallAmount;
        return new CustomerSummary(
            customerId,
            _tier ?? _stream.State.Tier,
            _history.Total,
            _history.OpenCount,
            _history.OpenedSince(now.AddDays(-RecentDays)),
            _history.RejectedForAbuse(now.AddDays(-CustomerHistory.Days)),
            budget is null ? null : new Money(_stream.State.UsedOn(BusinessDay.Of(now), budget.Currency), budget.Currency),
            _stream.State.CasesSince(now.AddDays(-RecentDays)));
    }

    /// <summary>Before the history is read there is nothing to keep fresh: the follower tells only what the read model holds already.</summary>
    public bool Observe(TicketFacts facts) => facts.CustomerId == customerId && _history?.Observe(facts) == true;

    private async Task<Outcome<bool>> Take(Guid ticketId, Money amount)
    {
        var policy = policies.Current.SelfService;
        return await _stream.Run(
            (state, at) =>
            {
                if (state.Uses.TryGetValue(ticketId, out var taken))
                {
                    // A retry gets what was taken for it, never more.
                    var covered = taken.Currency == amount.Currency && amount.Amount <= taken.Amount;
                    return Decision<CustomerState, CustomerEvent, bool>.Accept([], _ => covered);
                }

                return BudgetRule.Allows(state, policy.Policy.SmallAmount, amount, _history, at)
                    ? Decision<CustomerState, CustomerEvent, bool>.Accept(
                        [new BudgetTaken(customerId, ticketId, amount.Amount, amount.Currency, BusinessDay.Of(at), policy.Version, _tier)], _ => true)
                    : Decision<CustomerState, CustomerEvent, bool>.Accept([], _ => false);
            },
            RowOrigin.System() with { Lane = AppendLane.Command });
    }

    private async Task ReadHistory()
    {
        var now = services.Clock.Now;
        if (_history is not null || now < _askHistoryAfter)
        {
            return;
        }

        try
        {
            using var timeout = new CancellationTokenSource(HistoryTimeout);
            var read = await reader.Read(customerId, now, timeout.Token).WaitAsync(timeout.Token);
            _history = new CaseHistory(read, now);
            _tier ??= read.Tier;
        }
        catch (Exception exception)
        {
            _askHistoryAfter = now + HistoryRetry;
            CustomerLog.HistoryUnknown(logger, exception);
        }
    }
}
