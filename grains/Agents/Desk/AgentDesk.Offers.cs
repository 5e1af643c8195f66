using AfterSales.Agents.Domain;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>Answers to offers.</summary>
internal sealed partial class AgentDesk
{
    public async Task<Outcome<AcceptedOffer>> AcceptOffer(Guid offerId, CallContext context)
    {
        var (failure, repeated) = await Answer(offerId, OfferEnd.Accepted, null, context);
        if (failure is not null)
        {
            return failure;
        }

        var held = State.Held.FindAssignment(offerId)!;
        if (!_seen.Confirm(held))
        {
            _leases.Start(offerId);
        }

        return new AcceptedOffer(held.ToRequest(_agentId), repeated);
    }

    public async Task<Outcome<AgentWorkView>> RejectOffer(Guid offerId, string? reason, CallContext context) =>
        (await Answer(offerId, OfferEnd.Rejected, reason, context)).Failure is { } failure ? failure : Work();

    /// <returns>Repeated: it had been answered the same before.</returns>
    private async Task<(Failure? Failure, bool Repeated)> Answer(Guid offerId, OfferEnd how, string? reason, CallContext context)
    {
        if (!PresenceDecider.SpeaksFor(context.Caller, _agentId))
        {
            return (AgentFailures.OnlyHimself, false);
        }

        var repeated = false;
        var said = reason is null ? null : new PersonalText { Text = reason };
        var failure = await Run(
            (state, at) =>
            {
                var (refusal, events) = OfferDecider.Answer(state, offerId, how, at);
                repeated = events.IsEmpty;
                return (refusal, [.. events.Select(stored => stored is OfferClosed { How: OfferEnd.Rejected } ? stored with { Personal = said } : stored)]);
            },
            RowOrigin.Of(context));

        // It may have timed out with this very answer: then that is stored, and told.
        failure ??= OfferDecider.Past(State, offerId) is { } past && past.How != how ? AgentFailures.OfferEnded(past) : null;
        return (failure, repeated);
    }
}
