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
        new(FailureCodes.ActionNotPossible, $"A case in {state.Step} does not allow {action} now.")
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
}
