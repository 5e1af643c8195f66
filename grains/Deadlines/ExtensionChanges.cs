using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Deadlines;

/// <summary>What asking for an extension, undoing one and working on one do to their list. Pure.</summary>
internal static class ExtensionChanges
{
    public const int Kept = 100;
    public const int MaxReason = 500;
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(1);
    public static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <param name="state">The list.</param>
    /// <param name="asked">The extension.</param>
    /// <param name="reason">Of it.</param>
    /// <param name="isRule">The rule is in force, or a running deadline has it.</param>
    /// <param name="commandId">Of the request.</param>
    /// <returns>The answer, and what to store; null when nothing changes.</returns>
    public static Outcome<(ExtensionReply Answer, ExtensionsState? Next)> Extend(
        ExtensionsState state, DeadlineExtension asked, string reason, bool isRule, CommandId commandId)
    {
        if (Used(state, commandId) is { } used)
        {
            return used.Extension.Id == asked.Id ? (used.Again(undone: false), null) : KeyReused();
        }

        var known = state.Extensions.OrEmpty();
        var errors = Check(asked, reason, isRule);
        if (!errors.IsEmpty)
        {
            return new Failure(FailureCodes.InvalidValue, "The extension has values that cannot be accepted.") { Errors = errors };
        }

        if (known.Length >= Kept)
        {
            if (known.FirstOrDefault(each => each.State == ExtensionState.Done) is not { } oldest)
            {
                return new Failure(FailureCodes.Overloaded, $"{Kept} extensions are at work; wait until one is done.") { RetryAfter = 60 };
            }

            known = known.Remove(oldest);
        }

        var answer = new ExtensionStatus(asked with { Kinds = asked.Kinds.OrEmpty() }, reason, ExtensionState.Running, Undone: false, Cases: 0, Changed: 0);
        return (new ExtensionReply(answer, Replayed: false), new ExtensionsState { Extensions = known.Add(answer) });
    }

    /// <summary>Also of one that is still at work: it stops where it is, and that is taken back.</summary>
    public static Outcome<(ExtensionReply Answer, ExtensionsState? Next)> Undo(ExtensionsState state, Guid extensionId, CommandId commandId)
    {
        if (Used(state, commandId) is { } used)
        {
            return used.UndoneBy == commandId.Value ? (used.Again(undone: true), null) : KeyReused();
        }

        if (state.Extensions.OrEmpty().FirstOrDefault(each => each.Extension.Id == extensionId) is not { } known)
        {
            return new Failure(FailureCodes.NotFound, "There is no such extension.");
        }

        if (known.Undone)
        {
            return (new ExtensionReply(known, Replayed: false), null);
        }

        var undone = known with { Undone = true, State = ExtensionState.Running, Cases = 0, Changed = 0, UndoneBy = commandId.Value };
        return (new ExtensionReply(undone, Replayed: false), With(state, undone));
    }

    public static ExtensionsState With(ExtensionsState state, ExtensionStatus changed) => new()
    {
        Extensions = [.. state.Extensions.OrEmpty().Select(known => known.Extension.Id == changed.Extension.Id ? changed : known)],
    };

    /// <summary>The extension that this key has asked for, or undone.</summary>
    private static ExtensionStatus? Used(ExtensionsState state, CommandId commandId) => state.Extensions.OrEmpty().FirstOrDefault(each =>
        new CommandId(each.Extension.Id).Key == commandId.Key || (each.UndoneBy is { } by && new CommandId(by).Key == commandId.Key));

    private static Failure KeyReused() => new(FailureCodes.IdempotencyKeyReused, "This key was used for another request.");

    private static ImmutableArray<FieldError> Check(DeadlineExtension asked, string reason, bool isRule) => new Ranges()
        .That(isRule, "/rule", "Must be a rule of the deadline policy, or of a deadline that runs.")
        .That(asked.Kinds.OrEmpty().All(Enum.IsDefined), "/kinds", $"Must be of {string.Join(", ", Enum.GetNames<TicketKind>())}.")
        .That(asked.By >= Shortest && asked.By <= Longest, "/by", "Must be 1 minute to 365 days.")
        .That(!string.IsNullOrWhiteSpace(reason) && reason.Length <= MaxReason, "/reason", $"Must be 1 to {MaxReason} characters and not blank.")
        .Errors;
}
