using AfterSales.Deadlines;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>Silence decides what was announced, not before its time, and once; what it decides is in the same row, right behind it.</summary>
internal sealed class DeadlineRules
{
    private DeadlineExpired? _decides;

    /// <summary>Deadlines that took effect.</summary>
    public int Decided { get; private set; }

    /// <param name="before">The case before the event.</param>
    /// <param name="stored">The event.</param>
    /// <param name="at">When its row was written.</param>
    public string? Of(LedgerCase before, TicketEvent stored, DateTimeOffset at)
    {
        if (_decides is { } expired)
        {
            _decides = null;
            return Takes(expired.Effect, stored) ? null : $"case {before.Id}: silence decided {expired.Effect}, and {stored.GetType().Name} followed";
        }

        if (stored is DeadlineExtended more)
        {
            return Puts(before, more);
        }

        if (stored is not DeadlineExpired silence)
        {
            return null;
        }

        (_decides, Decided) = (silence, Decided + 1);
        return before.State.Deadline is not { } deadline ? $"case {before.Id}: silence decides by {silence.Rule}, and no deadline runs"
            : deadline.Rule != silence.Rule || deadline.At != silence.Due ? $"case {before.Id}: silence decides {silence}, and the deadline was {deadline}"
            : at < deadline.At ? $"case {before.Id}: silence decides by {silence.Rule} {(deadline.At - at).TotalMilliseconds:F0} ms too early"
            : null;
    }

    /// <summary>Called after every row.</summary>
    public string? EndOfRow(LedgerCase after)
    {
        var open = _decides;
        _decides = null;
        return open is null ? null : $"case {after.Id}: silence decided {open.Effect}, and nothing followed";
    }

    private static string? Puts(LedgerCase before, DeadlineExtended more) =>
        before.State.Deadline is not { } deadline ? $"case {before.Id}: extension {more.Extension} puts off what is over"
        : deadline.Extensions.OrEmpty().Any(added => added.Id == more.Extension) ? $"case {before.Id}: extension {more.Extension} counts twice"
        : more.At != deadline.At + more.Extra ? $"case {before.Id}: extension {more.Extension} of {more.Extra} moves {deadline.At:O} to {more.At:O}"
        : null;

    private static bool Takes(DeadlineEffect effect, TicketEvent stored) => effect switch
    {
        DeadlineEffect.Approve => stored is Approved { By: Roles.System },
        DeadlineEffect.Close => stored is ClosedBySilence { To: TicketStep.Closed },
        DeadlineEffect.TakeAsReceived => stored is ReceiptConfirmed { Silent: true },
        DeadlineEffect.Complete => stored is ResolutionConfirmed { Silent: true } or DeliveryConfirmed { Silent: true },
        DeadlineEffect.SendBack => stored is SendBackDecided { To: TicketStep.ReturningGoods },
        _ => stored is CaseEscalated { To: null },
    };
}
