using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>What each event does to the state.</summary>
internal sealed partial class AgentFold : IFold<AgentState, AgentEvent>
{
    public static int FoldVersion => 2;

    public static AgentState Empty => AgentState.Empty;

    public static AgentState Apply(AgentState state, AgentEvent stored, in EventStamp stamp) => stored switch
    {
        ProfileSet set => state with
        {
            AgentId = set.AgentId,
            Name = set.Personal?.Text,
            NameSeq = stamp.Seq,
            Profile = set.Profile,
            Removed = false,
        },
        PresenceSet set => Come(state, set, stamp),
        AgentRemoved => state with { Profile = null, Name = null, NameSeq = 0, Removed = true },
        WorkReserved reserved => Reserve(state, reserved, stamp.At),
        WorkOffered offered => Offer(state, offered, stamp.At),
        OfferClosed closed => Close(state, closed, stamp.At),
        WorkVoided voided => End(state, voided.TicketId),
        WorkTaken taken => Take(state, taken),
        WorkConfirmed confirmed => Confirm(state, confirmed),
        WorkChanged changed => state with { Held = state.Held.Set(Change(Known(state, changed.TicketId), changed, stamp.At)) },
        WorkEnded ended => End(state, ended.TicketId),
        _ => throw new InvalidDataException($"An agent cannot fold {stored.GetType().Name}."),
    };

    private static AgentState Come(AgentState state, PresenceSet set, in EventStamp stamp)
    {
        var entry = new PresenceEntry(set.Presence, stamp.At, set.Cause, stamp.Seq, set.HasReason) { Reason = set.Personal?.Text };
        return state with
        {
            Presence = set.Presence,
            PresenceSince = stamp.At,
            History = Newest(state.History, entry, AgentState.MaxHistory),
            SignedOut = set.Presence == Presence.Offline || (state.SignedOut && set.Presence == Presence.Away),
            SignedInAt = set.SignIn ? stamp.At : state.SignedInAt,
        };
    }

    private static ImmutableArray<T> Newest<T>(ImmutableArray<T> items, T item, int most) => [item, .. items.OrEmpty().Take(most - 1)];
}
