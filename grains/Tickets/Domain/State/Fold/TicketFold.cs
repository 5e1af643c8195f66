using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>Folds the events of a case. Pure, and never refuses: what was stored has happened.</summary>
internal sealed partial class TicketFold : IFold<TicketState, TicketEvent>
{
    public static int FoldVersion => 5;

    public static TicketState Empty => TicketState.None;

    public static TicketState Apply(TicketState state, TicketEvent stored, in EventStamp stamp)
    {
        // Events decoded from a log row are upcast already; this covers those that are not.
        var current = stored is IUpcast<TicketEvent> old ? old.Upcast() : stored;
        var folded = Change(state, current, stamp);
        var touched = current is Unchanged or ReopenVoided or OpeningVoided or AssignmentVoided or IPromiseEvent ? folded.UpdatedAt : stamp.At;
        var (owner, held) = Own(folded, current, stamp.Actor);
        var (commands, speaker) = (Count(state, folded, current, stamp.Seq), Speaker(current) ?? folded.LastMessage);

        // A case is a large record: one more copy for all that comes on top, and none for what follows in a row and changes none of it.
        if (current.To is { } to)
        {
            return folded with
            {
                Step = to,
                Origin = to is TicketStep.AwaitingCustomer or TicketStep.CounterOffered ? folded.Step : null,
                Passed = Pass(folded.Passed, to, stamp.At),
                // Every deadline is of its step.
                Deadline = null,
                Owner = owner,
                Assignment = held,
                Version = stamp.Seq,
                Commands = commands,
                UpdatedAt = touched,
                LastMessage = speaker,
            };
        }

        var same = folded.Version == stamp.Seq && folded.Commands == commands && folded.UpdatedAt == touched && folded.LastMessage == speaker
            && ReferenceEquals(folded.Owner, owner) && ReferenceEquals(folded.Assignment, held);
        return same
            ? folded
            : folded with { Owner = owner, Assignment = held, Version = stamp.Seq, Commands = commands, UpdatedAt = touched, LastMessage = speaker };
    }

    /// <summary>What a command does comes first in its row, and what follows from it after that: the first event tells what the row is.</summary>
    private static int Count(TicketState before, TicketState after, TicketEvent stored, int seq)
    {
        var isCommand = stored is not (IRoutingEvent or IPromiseEvent or ReopenVoided or OpeningVoided) || (stored is IRoutingEvent && stored.By != Roles.System);
        return isCommand && before.Version != seq ? after.Commands + 1 : after.Commands;
    }

    private static TicketState Change(TicketState state, TicketEvent stored, in EventStamp stamp) => stored switch
    {
        Opened e => On(e, stamp),
        AutoApproved e => On(state, e),
        OpeningVoided => TicketState.None with { IsVoid = true },
        Approved e => On(state, e),
        Rejected e => On(state, e),
        OfferMade e => On(state, e, stamp.At),
        OfferAccepted e => On(state, e),
        OfferDeclined => state with { Offer = null },
        ReturnShipped e => state with { ReturnParcel = new TicketParcel(e.Carrier, e.TrackingNumber, stamp.At) },
        ReturnArrived => On(state, stamp.At),
        ReceiptConfirmed e => On(state, e, stamp.At),
        RepairFinished => SendOut(state, null),
        ReplacementShipped e => SendOut(state, new TicketParcel(e.Carrier, e.TrackingNumber, stamp.At)),
        GoodsShippedBack e => SendOut(state, new TicketParcel(e.Carrier, e.TrackingNumber, stamp.At)) with { GoodsHere = false },
        DeliveryReported e => On(state, e),
        DeliveryConfirmed e => On(state, e, stamp.At),
        Refunded e => On(state, e),
        RefundAttemptFailed => state with { Escalated = true },
        ResolutionConfirmed e => state with { ClosedHow = e.Silent ? ClosedHow.Silence : ClosedHow.ResolutionConfirmed },
        Rated e => state with { Rating = e.Score },
        Reopened e => On(state, e),
        Cancelled => state with { ClosedHow = ClosedHow.Cancelled, Approved = state.Refunded, Offer = null },
        DisputeDecided e => On(state, e),
        PrioritySet e => state with { Priority = e.Priority, PriorityRule = e.By == Roles.System ? ByLadder : ByHand, Clocks = Prioritised(state, e) },
        CategorySet e => state with { Category = e.Category },
        TagAdded e => state with { Tags = state.Tags.Add(e.Tag) },
        TagRemoved e => state with { Tags = state.Tags.Remove(e.Tag) },
        // What was approved stays: a reopening goes on where the case stopped.
        ClosedBySilence => state with { ClosedHow = ClosedHow.Silence, Offer = null },
        DuplicateLinked e => state with { DuplicateOf = e.Of },
        IRoutingEvent => Route(state, stored, stamp),
        IPromiseEvent => Promise(state, stored, stamp),
        InfoRequested or InfoProvided or Replied or CustomerWrote or Disputed or WindowOverridden or SendBackDecided or RepairStarted or Noted or Resolved or ReopenVoided or Unchanged => state,
        _ => throw new InvalidDataException($"A case cannot fold {stored.GetType().Name}."),
    };
}
