using AfterSales.Orders.Domain;
using AfterSales.Streams;
using AfterSales.Tickets;
using Microsoft.Extensions.Logging;

namespace AfterSales.Orders;

/// <summary>
/// Asks tickets whether the command behind a claim was stored, and remembers those that said so. The memory is only a saving: after a restart the
/// question is asked again and answered the same.
/// </summary>
internal sealed class ClaimHolders(string orderId, IGrainFactory grains, ILogger logger)
{
    private readonly Dictionary<Guid, int> _confirmed = [];

    public bool Knows(OrderClaimed claim) => _confirmed.TryGetValue(claim.TicketId, out var version) && version == claim.TicketVersion;

    /// <summary>Facts later than the claim confirm it without a question and without a row.</summary>
    public void Confirm(OrderState state, TicketFacts facts)
    {
        if (!state.Cases.TryGetValue(facts.TicketId, out var known) || !known.Open || facts.Settled)
        {
            _confirmed.Remove(facts.TicketId);
        }
        else if (facts.Version > known.Claim.TicketVersion)
        {
            _confirmed[facts.TicketId] = known.Claim.TicketVersion;
        }
    }

    /// <summary>A holder that cannot be asked leaves the claim as it is: the caller tries again later.</summary>
    public async Task<Outcome<ClaimFate>> Ask(OrderClaimed claim)
    {
        try
        {
            var fate = await grains.GetGrain<ITicketGrain>(claim.TicketId).ConfirmOrVoid(orderId, claim.TicketVersion);
            if (fate is { Succeeded: true, Value: ClaimFate.Open })
            {
                _confirmed[claim.TicketId] = claim.TicketVersion;
            }

            return fate;
        }
        catch (Exception exception)
        {
            OrderLog.HolderSilent(logger, exception, claim.TicketId);
            return StorageFailures.Overloaded;
        }
    }
}
