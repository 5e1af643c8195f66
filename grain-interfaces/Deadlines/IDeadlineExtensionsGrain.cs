using AfterSales.Tickets;

namespace AfterSales.Deadlines;

/// <summary>
/// Puts off all open deadlines of a rule, case by case, and undoes that. Key: <see cref="Key"/>. The list is kept in grain storage, so a restart goes on;
/// every case stores the extension in its own history. Runs in the background, the most urgent first.
/// </summary>
[Alias("aftersales.IDeadlineExtensionsGrain")]
public interface IDeadlineExtensionsGrain : IGrainWithStringKey
{
    public const string Key = "deadlines:extensions";

    /// <summary>Starts it and answers at once. Idempotent by the context's command id, which also names the extension.</summary>
    [Alias("Extend")]
    Task<Outcome<ExtensionReply>> Extend(string rule, ImmutableArray<TicketKind> kinds, TimeSpan by, string reason, CallContext context);

    /// <summary>Whether it can be extended: a rule of the policy in force, or of a deadline that still runs.</summary>
    [Alias("Knows")]
    Task<Outcome<bool>> Knows(string rule);

    /// <summary>
    /// Moves back what it moved, as far as those deadlines still run. Idempotent by the context's command id, which is kept with the extension. A second undo
    /// under another one answers the first one's status.
    /// </summary>
    [Alias("Undo")]
    Task<Outcome<ExtensionReply>> Undo(Guid extensionId, CallContext context);

    /// <summary>Newest first, at most 100.</summary>
    [Alias("List")]
    Task<Outcome<ImmutableArray<ExtensionStatus>>> List();

    /// <summary>Keeps a running one going; every silo calls it now and then.</summary>
    [Alias("Pulse")]
    Task Pulse();
}
