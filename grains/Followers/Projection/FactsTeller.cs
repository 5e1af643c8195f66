using AfterSales.Customers;
using AfterSales.Orders;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Tells orders (settled or refunded) and customers (settled or rejected for abuse) of their cases. Idempotent by version. All are tried; one
/// that fails makes the slice come again, so nobody is ever left out.
/// </summary>
internal sealed partial class FactsTeller(
    IGrainFactory grains, FollowerMetrics metrics, IOptions<FollowerOptions> options, ILogger<FactsTeller> logger)
{
    private const int LoggedFailures = 3;

    public async Task Tell(IReadOnlyCollection<TicketFacts> facts, CancellationToken cancellationToken)
    {
        var failed = 0;
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Value.ObserveParallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(facts, parallel, async (fact, token) =>
        {
            var error = await TellOne(fact);
            if (error is not null && Interlocked.Increment(ref failed) <= LoggedFailures)
            {
                LogNotTold(logger, fact.TicketId, fact.Version, fact.OrderId, error.Code, error.Error);
            }
        });
        metrics.Told(facts.Count - failed);
        if (failed > 0)
        {
            throw new NotToldException(failed, facts.Count);
        }
    }

    private async Task<Refusal?> TellOne(TicketFacts fact)
    {
        try
        {
            if (fact.OrderId is { } orderId && (fact.Settled || fact.Refunded > 0)
                && (await grains.GetGrain<IOrderGrain>(orderId).Observe(fact)).Failure is { } byOrder)
            {
                return new Refusal(byOrder.Code, null);
            }

            if ((fact.Settled || fact.RejectedForAbuse)
                && (await grains.GetGrain<ICustomerGrain>(fact.CustomerId).Observe(fact)).Failure is { } byCustomer)
            {
                return new Refusal(byCustomer.Code, null);
            }

            return null;
        }
        catch (Exception error)
        {
            return new Refusal("exception", error);
        }
    }

    [LoggerMessage(1210, LogLevel.Warning, "Facts of ticket {Ticket} in version {Version} were not taken by order {Order} or its customer ({Code})")]
    private static partial void LogNotTold(ILogger logger, Guid ticket, int version, string? order, string code, Exception? error);

    private sealed record Refusal(string Code, Exception? Error);
}

/// <summary>Some orders or customers did not take their facts; the slice is tried again until they do.</summary>
internal sealed class NotToldException(int failed, int all) : Exception($"{failed} of {all} facts were not taken by their order or customer.");
