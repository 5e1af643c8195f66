using AfterSales.Log;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>History as one caller may see it: rows of the log become entries, oldest first. Pure.</summary>
internal static class TimelineRenderer
{
    /// <summary>The entries of one row; a row may have none that the caller may see.</summary>
    public static ImmutableArray<TimelineEntry> Render(LogRow row, EventCodec<TicketEvent> codec, Caller caller) =>
        Render(new EventStamp(row.Seq, row.At, row.Actor, row.CommandId), codec.Decode(row.Data.Span, row.Personal), caller);

    public static ImmutableArray<TimelineEntry> Render(in EventStamp stamp, IEnumerable<TicketEvent> events, Caller caller)
    {
        var entries = ImmutableArray.CreateBuilder<TimelineEntry>();
        foreach (var stored in events)
        {
            var isInternal = IsInternal(stored);
            if (IsNoHappening(stored) || (isInternal && !caller.IsStaff))
            {
                continue;
            }

            entries.Add(new TimelineEntry(
                stamp.Seq, stamp.At, TicketEventNames.Of(stored), By(stored, stamp, caller), stored.To, isInternal, Text(stored, caller), TimelineDetails.Of(stored)));
        }

        return entries.ToImmutable();
    }

    /// <summary>Customers learn the role only, never who works for the shop. What the system decided in a row of someone else's is the system's.</summary>
    private static string By(TicketEvent stored, in EventStamp stamp, Caller caller) =>
        caller.IsStaff && stored.By != Roles.System ? stamp.Actor : RoleNames.Of(stored.By);

    /// <summary>A note to an approval is the agent's own; what opens a case speaks by its description.</summary>
    private static string? Text(TicketEvent stored, Caller caller) => stored switch
    {
        Opened => stored.Personal?.Description,
        Approved when !caller.IsStaff => null,
        _ => stored.Personal?.Text,
    };

    private static bool IsInternal(TicketEvent stored) =>
        stored is IRoutingEvent or IPromiseEvent or Noted or WindowOverridden or RefundAttemptFailed or PrioritySet or CategorySet or TagAdded or TagRemoved or DuplicateLinked;

    /// <summary>Rows that keep retries and late appends right are no history to anybody.</summary>
    private static bool IsNoHappening(TicketEvent stored) => stored is Unchanged or ReopenVoided or OpeningVoided or AssignmentVoided;
}
