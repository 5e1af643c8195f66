using AfterSales.Routing;

namespace AfterSales.Api.Agents;

/// <summary>Why an accepted offer leads to nothing, in words.</summary>
internal static class OfferProblems
{
    public static Failure NotYours { get; } = new(FailureCodes.Forbidden, "Only the agent it was made to answers an offer.");

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
