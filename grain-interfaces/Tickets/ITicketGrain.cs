using AfterSales.Deadlines;
using AfterSales.Routing;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>One after-sales case. Key: ticket id. Event-sourced; nothing is answered before its row is committed.</summary>
[Alias("aftersales.ITicketGrain")]
public interface ITicketGrain : IGrainWithGuidKey
{
    /// <summary>Opens the case; a retry with the same command id gets the first answer.</summary>
    [Alias("Open")]
    Task<Outcome<TicketReply>> Open(OpenTicket command, CallContext context);

    /// <summary>Runs a command; idempotent by command id. A case not visible to the caller answers <c>not-found</c>.</summary>
    [Alias("Execute")]
    Task<Outcome<TicketReply>> Execute(TicketCommand command, CallContext context);

    [Alias("Get")]
    Task<Outcome<TicketView>> Get(CallContext context);

    [Alias("GetGraph")]
    Task<Outcome<TicketGraphView>> GetGraph(CallContext context);

    /// <param name="cursor">Opaque, from the page before; null for the first page.</param>
    /// <param name="limit">1-200 entries.</param>
    /// <param name="context">Who asks.</param>
    [Alias("GetTimeline")]
    Task<Outcome<TimelinePage>> GetTimeline(string? cursor, int limit, CallContext context);

    /// <summary>
    /// Asked by an order that holds a claim of this ticket it has not seen confirmed: says Open when the case stands, otherwise fences the
    /// stream at the claim's version, so that a late append of the claiming command fails, and says Void. Safe to repeat.
    /// </summary>
    /// <param name="orderId">The order that holds the claim.</param>
    /// <param name="claimedAtVersion">Version of the ticket when it claimed (0 for an opening).</param>
    [Alias("ConfirmOrVoid"), AlwaysInterleave]
    Task<Outcome<ClaimFate>> ConfirmOrVoid(string orderId, int claimedAtVersion);

    /// <summary>
    /// Asked by a queue that reserved the agent, or for an accepted offer: takes the assignee when the case still waits in the round the request names.
    /// Idempotent by assignment id; a refusal is final.
    /// </summary>
    [Alias("Assign")]
    Task<Outcome<AssignmentAnswer>> Assign(AssignmentRequest request);

    /// <summary>
    /// Asked by an agent whose reservation was not confirmed within its lease. Answers where the case is; when it still waits in that round, a fence is
    /// appended first, which begins another round, so that a late <see cref="Assign"/> is refused. After the answer the assignment stands or never will.
    /// </summary>
    /// <param name="assignmentId">The reservation's id.</param>
    /// <param name="round">The round it was decided in; 0 only asks.</param>
    /// <param name="atLeast">Version of the case that the agent knows of: an answer of an older one would be wrong.</param>
    [Alias("ConfirmOrVoidAssignment"), AlwaysInterleave]
    Task<Outcome<RoutingFacts>> ConfirmOrVoidAssignment(Guid assignmentId, int round, int atLeast);

    /// <summary>Asked by a queue: sends a waiting case to the queue named, or, when none is, to the one the rules name. Refused by nothing but storage.</summary>
    /// <param name="round">The round it waits in; another one changes nothing. 0 for <see cref="RerouteReason.Unrouted"/>.</param>
    /// <param name="toQueue">An existing queue, or null.</param>
    /// <param name="reason">Stored.</param>
    [Alias("Reroute")]
    Task<Outcome<RoutingFacts>> Reroute(int round, string? toQueue, RerouteReason reason);

    /// <summary>
    /// Sent by the agent's actor, who does not wait: his work goes back to its queue with its age. Ignored when the assignment is over, for
    /// <see cref="ReturnReason.NoFirstAction"/> when he has acted, and, unless he was removed, while somebody outside is awaited. The case tells the
    /// agent where it is either way.
    /// </summary>
    /// <param name="assignmentId">The work.</param>
    /// <param name="reason">Stored.</param>
    /// <param name="agent">Who asks, and is told.</param>
    /// <param name="atLeast">Version of the case that he knows of.</param>
    [Alias("Return"), OneWay]
    Task Return(Guid assignmentId, ReturnReason reason, string agent, int atLeast);

    /// <summary>Where the case is on its way to a person; also wakes its fast path: queue and agent are told again.</summary>
    [Alias("GetRouting"), AlwaysInterleave]
    Task<Outcome<RoutingFacts>> GetRouting();

    /// <summary>
    /// Asked by the wheel: does whatever is due now (warnings, breaches, the deadline that decides) in one row, or nothing when the wheel is early or the
    /// case moved on, and answers when to ask next. Safe to repeat.
    /// </summary>
    [Alias("Fire")]
    Task<Outcome<DueFacts>> Fire();

    /// <summary>Puts its deadline off when the extension concerns it; once per extension id, so a repeat changes nothing.</summary>
    [Alias("ExtendDeadline")]
    Task<Outcome<ExtensionAnswer>> ExtendDeadline(DeadlineExtension extension);

    /// <summary>Takes back what the extension added while that deadline still runs, but never to a time that has passed; a repeat changes nothing.</summary>
    [Alias("UndoExtension")]
    Task<Outcome<ExtensionAnswer>> UndoExtension(Guid extensionId);
}

/// <summary>What became of the command that made a claim.</summary>
public enum ClaimFate { Open, Void }
