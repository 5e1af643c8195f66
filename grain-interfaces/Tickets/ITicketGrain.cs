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
}

/// <summary>What became of the command that made a claim.</summary>
public enum ClaimFate { Open, Void }
