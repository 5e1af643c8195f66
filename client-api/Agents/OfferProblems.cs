using AfterSales.Agents;
using AfterSales.Api.Http;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Routing;

namespace AfterSales.Api.Agents;

/// <summary>Why an accepted offer leads to nothing, in words.</summary>
internal static class OfferProblems
{
    /// <summary>
    /// For whoever answers an offer of another agent. Colleagues are told what became of it; behind an access policy nobody else asks.
    /// </summary>
    public static async Task<Failure> MadeTo(string agentId, Guid offerId, HttpContext http, IGrainFactory grains)
    {
        if (!TextRules.IsId(agentId))
        {
            return Refusals.NotFound;
        }

        var work = await grains.GetGrain<IAgentGrain>(agentId).GetWork(http.ReadContext());
        if (!work.Succeeded)
        {
            return work.Failure;
        }

        var what = work.Value.Offers.OrEmpty().Any(offer => offer.OfferId == offerId) ? "it is open and his to answer"
            : work.Value.Tickets.OrEmpty().Any(ticket => ticket.AssignmentId == offerId) ? "he has accepted it"
            : "it is not open any more";
        return new Failure(FailureCodes.ActionNotPossible, $"The offer was made to {agentId}, not to {http.Caller().Subject}: {what}.");
    }

    /// <param name="request">What the offer would have become.</param>
    /// <param name="facts">Where the case is instead.</param>
    public static Failure TakenMeanwhile(AssignmentRequest request, RoutingFacts facts) => new(FailureCodes.ActionNotPossible, WhatHappened(request, facts))
    {
        Version = facts.Version,
    };

    private static string WhatHappened(AssignmentRequest request, RoutingFacts facts) => facts switch
    {
        { Assigned: { } held } when held.Agent == request.Agent => "The case came to you in another way; the offer is void.",
        { Assigned: { } held } => $"The case is assigned to {held.Agent}; the offer is void.",
        { Waiting: { } wait } when wait.Queue != request.Queue => $"The case waits in queue {wait.Queue} now; the offer is void.",
        { Waiting: not null } => "The case waits anew and will be offered again; this offer is void.",
        _ => "The case no longer waits for anybody; the offer is void.",
    };
}
