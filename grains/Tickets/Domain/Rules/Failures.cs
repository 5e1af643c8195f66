namespace AfterSales.Tickets;

/// <summary>The refusals of a case.</summary>
internal static class Failures
{
    public static Failure NotFound() => new(FailureCodes.NotFound, "There is no such case.");

    public static Failure PreconditionFailed(int version) =>
        new(FailureCodes.PreconditionFailed, $"The case is at version {version} by now.") { Version = version };

    public static Failure KeyReused() =>
        new(FailureCodes.IdempotencyKeyReused, "This key was used for another request; a retry must repeat the first one exactly.");

    public static Failure NotPossible(TicketState state, string action, DecisionContext context) =>
        new(FailureCodes.ActionNotPossible, Why(state, action) ?? $"A case in {state.Step} does not allow {action} now.")
        {
            CurrentStep = state.Step,
            AllowedActions = TicketGraph.AllowedActions(state, context),
            Version = state.Version,
        };

    public static Failure Invalid(string pointer, string message) =>
        new(FailureCodes.InvalidValue, "The command has values that cannot be accepted.") { Errors = [new FieldError(pointer, message)] };

    public static Failure CurrencyMismatch(string pointer, Money amount, string expected) =>
        new(FailureCodes.CurrencyMismatch, $"The case is in {expected}, not in {amount.Currency}.")
        {
            Errors = [new FieldError(pointer, $"must be in {expected}")],
        };

    public static Failure AmountExceeded(string pointer, Money most) =>
        new(FailureCodes.AmountExceeded, $"At most {most.Amount} {most.Currency} (minor units) can be refunded.")
        {
            Errors = [new FieldError(pointer, $"must be at most {most.Amount}")],
        };

    public static Failure UnknownQueue(string pointer) =>
        new(FailureCodes.UnknownQueue, "There is no such queue.") { Errors = [new FieldError(pointer, "must be an existing queue")] };

    public static Failure UnknownAgent(string agentId) =>
        new(FailureCodes.UnknownAgent, $"There is no agent {agentId}.") { Errors = [new FieldError("/agentId", "must be a registered agent")] };

    /// <summary>What a member of staff needs to know to do something about it; no customer is ever refused these actions here.</summary>
    private static string? Why(TicketState state, string action) => action switch
    {
        "claim" when state.Assignment is { Active: true } held => $"The case is held by {held.Agent}.",
        "release" when state.Assignment is { } held => $"The case is held by {held.Agent}: only he or a lead may release it.",
        "release" => "Nobody holds the case.",
        _ => null,
    };
}
