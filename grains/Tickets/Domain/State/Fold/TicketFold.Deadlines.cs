using AfterSales.Deadlines;
using AfterSales.Streams;

namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    private static TicketState Deadline(TicketState state, TicketEvent stored, in EventStamp stamp) => stored switch
    {
        DeadlineSet e => state with { Deadline = Set(state.Deadline, e, stamp.At) },
        DeadlineExpired e => state with { Deadline = null, Breached = state.Breached || e.Effect == DeadlineEffect.BreachAndEscalate },
        DeadlineExtended e => state with { Deadline = Extend(state.Deadline, e) },
        DeadlineExtensionUndone e => state with { Deadline = Undo(state.Deadline, e) },
        _ => throw new InvalidDataException($"A case has no deadline event {stored.GetType().Name}."),
    };

    /// <summary>A delivery that is reported anew moves the deadline of its rule; what was added to it stays with it.</summary>
    private static TicketDeadline Set(TicketDeadline? running, DeadlineSet e, DateTimeOffset now)
    {
        var moved = running is not null && running.Rule == e.Rule ? running : null;
        return new TicketDeadline(Shared(e.Rule), e.Party, e.At, e.Effect, e.PolicyVersion, moved?.SetAt ?? now, moved?.Extensions ?? []);
    }

    private static TicketDeadline? Extend(TicketDeadline? running, DeadlineExtended e) =>
        running is null ? null : running with { At = e.At, Extensions = running.Extensions.OrEmpty().Add(new AddedExtension(e.Extension, e.Extra)) };

    /// <summary>Its id stays, worth nothing: a late repeat of the extension must not bring it back.</summary>
    private static TicketDeadline? Undo(TicketDeadline? running, DeadlineExtensionUndone e) =>
        running is null
            ? null
            : running with
            {
                At = e.At,
                Extensions = [.. running.Extensions.OrEmpty().Select(added => added.Id == e.Extension ? added with { By = TimeSpan.Zero } : added)],
            };
}
