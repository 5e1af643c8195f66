namespace AfterSales.Agents.Domain;

/// <summary>The refusals of an agent.</summary>
internal static class AgentFailures
{
    public static Failure NotFound { get; } = new(FailureCodes.NotFound, "There is no such agent.");

    public static Failure NoOffer { get; } = new(FailureCodes.NotFound, "This agent has no such offer.");

    public static Failure OnlyLeads { get; } = new(FailureCodes.Forbidden, "Only a lead or an administrator may do this.");

    public static Failure OnlyHimself { get; } = new(FailureCodes.Forbidden, "Only the agent himself, a lead or an administrator may do this.");

    public static Failure PreconditionFailed(int version) =>
        new(FailureCodes.PreconditionFailed, $"The agent is at version {version} by now.") { Version = version };

    public static Failure CapacityBelowUse(int capacity, int inUse) =>
        new(FailureCodes.CapacityBelowUse, $"A capacity of {capacity} is below the {inUse} units in use.")
        {
            Errors = [new FieldError("/capacity", $"must be at least {inUse}")],
        };

    public static Failure UnknownSkills(IEnumerable<int> indexes) =>
        new(FailureCodes.InvalidValue, "The profile has skills that the routing policy does not know.")
        {
            Errors = [.. indexes.Select(index => new FieldError($"/skills/{index}/skill", "must be one of the routing policy's skills, or lang:*"))],
        };

    public static Failure OpenWork(int cases, int reservations, int offers) => new(
        FailureCodes.ActionNotPossible,
        $"The agent has open work: {cases} cases, {reservations} reservations, {offers} offers. Ask to requeue it.");

    public static Failure TooManyChanges(int retryAfter) =>
        new(FailureCodes.RateLimited, $"Presence was changed more than {AgentState.MaxHistory} times within a minute.") { RetryAfter = retryAfter };

    public static Failure OfferEnded(PastOffer past) => new(FailureCodes.ActionNotPossible, past.How switch
    {
        OfferEnd.Accepted => $"The offer was accepted at {past.At:O}.",
        OfferEnd.Rejected => $"The offer was rejected at {past.At:O}.",
        OfferEnd.TimedOut => $"The offer timed out at {past.At:O}.",
        _ => $"The offer was rescinded at {past.At:O}.",
    });
}
