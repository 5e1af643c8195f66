using AfterSales.Agents.Domain;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>Answers to offers.</summary>
internal sealed partial class AgentDesk
{
    public async Task<Outcome<AssignmentRequest>> AcceptOffer(Guid offerId, CallContext context)
    {
        if (await Answer(offerId, OfferEnd.Accepted, null, context) is { } failure)
        {
            return failure;
        }

        var held = State.Held.FindAssignment(offerId)!;
        if (!_seen.Confirm(held))
        {
            _leases.Start(offerId);
        }

        return held.ToRequest(_agentId);
    }

    public async Task<Outcome<AgentWorkView>> RejectOffer(Guid offerId, string? reason, CallContext context) =>
        await Answer(offerId, OfferEnd.Rejected, reason, context) is { } failure ? failure : Work();

    private async Task<Failure?> Answer(Guid offerId, OfferEnd how, string? reason, CallContext context)
    {
        if (!PresenceDecider.SpeaksFor(context.Caller, _agentId))
        {
            return AgentFailures.OnlyHimself;
        }

        var said = reason is null ? null : new PersonalText { Text = reason };
        var failure = await Run(
            (state, at) =>
            {
                var (refusal, events) = OfferDecider.Answer(state, offerId, how, at);
                return (refusal, [.. events.Select(stored => stored is OfferClosed { How: OfferEnd.Rejected } ? stored with { Personal = said } : stored)]);
            },
            RowOrigin.Of(context));

        // It may have timed out with this very answer: then that is stored, and told.
        return failure ?? (OfferDecider.Past(State, offerId) is { } past && past.How != how ? AgentFailures.OfferEnded(past) : null);
    }
}
