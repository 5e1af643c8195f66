using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>Putting off a deadline and taking that back. Pure; no events: it does not concern the case, or was done before.</summary>
internal static class ExtensionDecider
{
    /// <summary>Extensions one deadline may ever have, undone ones too.</summary>
    public const int MaxExtensions = 20;

    /// <summary>What an undo leaves at least of a deadline that would otherwise be over or nearly so: nobody is decided against without a warning.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromHours(1);

    public static ImmutableArray<TicketEvent> Extend(TicketState state, DeadlineExtension extension, DecisionContext context)
    {
        if (state.Deadline is not { } deadline || !Concerns(extension, deadline, state.Kind))
        {
            return [];
        }

        return [new DeadlineExtended(extension.Id, extension.By, deadline.At + extension.By, extension.RequestedBy) { By = Roles.System }];
    }

    public static ImmutableArray<TicketEvent> Undo(TicketState state, Guid extensionId, DecisionContext context)
    {
        if (state.Deadline is not { } deadline || Added(deadline, extensionId) is not { } added || added.By == TimeSpan.Zero)
        {
            return [];
        }

        return [new DeadlineExtensionUndone(extensionId, Earlier(deadline.At, Later(deadline.At - added.By, context.Now + Grace))) { By = Roles.System }];
    }

    /// <summary>The running deadline is put off by it.</summary>
    public static bool Has(TicketState state, Guid extensionId) => state.Deadline is { } deadline && Added(deadline, extensionId) is { } added && added.By > TimeSpan.Zero;

    /// <summary>The running deadline was put off by it, and that was taken back.</summary>
    public static bool HasUndone(TicketState state, Guid extensionId) =>
        state.Deadline is { } deadline && Added(deadline, extensionId) is { } added && added.By == TimeSpan.Zero;

    private static bool Concerns(DeadlineExtension extension, TicketDeadline deadline, TicketKind kind) =>
        deadline.Rule == extension.Rule
        && (extension.Kinds.IsDefaultOrEmpty || extension.Kinds.Contains(kind))
        && extension.By > TimeSpan.Zero
        && deadline.SetAt <= extension.RequestedAt
        && Added(deadline, extension.Id) is null
        && deadline.Extensions.OrEmpty().Length < MaxExtensions;

    private static AddedExtension? Added(TicketDeadline deadline, Guid extensionId)
    {
        foreach (var added in deadline.Extensions.OrEmpty())
        {
            if (added.Id == extensionId)
            {
                return added;
            }
        }

        return null;
    }

    private static DateTimeOffset Earlier(DateTimeOffset one, DateTimeOffset other) => one < other ? one : other;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
