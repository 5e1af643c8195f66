using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>
/// Clocks for a case from before there were any: those that its course until now would have left running start now. The course is told from its steps and
/// from who spoke last, which is all that a case remembers. Pure.
/// </summary>
internal static class ClockAdoption
{
    public static void Follow(ref RowDraft row, DecisionContext context)
    {
        var clocks = new LiveClocks(row.State, context);
        ClockEntries.Activate(ref row, Unfinished(row.State, clocks.Policy) & clocks.Policy.MayStart(row.State) & ~clocks.Any, context);
        Rest(ref row, clocks.Policy, context);
    }

    private static ulong Unfinished(TicketState state, CompiledSla policy)
    {
        var running = 0UL;
        TicketStep? from = null;
        foreach (var passed in state.Passed)
        {
            running = After(running, policy.On(LedTo(from, passed.Step), passed.Step));
            from = passed.Step;
        }

        if (state.LastMessage == MessageSide.Customer && !IsAnswered(state))
        {
            return running;
        }

        running &= ~policy.On(typeof(Replied), null).Stop;
        // Who disputes has said what he had to; whether he wrote since, the case does not remember.
        return state.LastMessage == MessageSide.Customer && state.Step != TicketStep.InDispute ? After(running, policy.On(typeof(CustomerWrote), null)) : running;
    }

    /// <summary>The shop did something about it before the customer wrote again; an agent who only opened it did not.</summary>
    private static bool IsAnswered(TicketState state) => state.Passed.Length > 1 || (state.Owner is not null && state.Commands > 1);

    private static ulong After(ulong running, in ClockTriggers on) => (running & ~(on.Stop | on.Cancel)) | on.Start;

    /// <summary>The event that usually leads from one step to the next.</summary>
    private static Type LedTo(TicketStep? from, TicketStep to) => (from, to) switch
    {
        (null, _) => typeof(Opened),
        (_, TicketStep.AwaitingCustomer) => typeof(InfoRequested),
        (_, TicketStep.CounterOffered) => typeof(OfferMade),
        (_, TicketStep.Rejected) => typeof(Rejected),
        (_, TicketStep.InDispute) => typeof(Disputed),
        (_, TicketStep.Resolved) => typeof(Resolved),
        (TicketStep.Resolved or TicketStep.Completed or TicketStep.Closed, not (TicketStep.Completed or TicketStep.ReturningGoods)) => typeof(Reopened),
        (TicketStep.AwaitingCustomer, _) => typeof(InfoProvided),
        (TicketStep.CounterOffered, TicketStep.UnderReview or TicketStep.AwaitingInspection) => typeof(OfferDeclined),
        (TicketStep.CounterOffered, _) => typeof(OfferAccepted),
        (TicketStep.UnderReview, not (TicketStep.Cancelled or TicketStep.Closed)) => typeof(Approved),
        (TicketStep.InDispute, not TicketStep.Cancelled) => typeof(DisputeDecided),
        (TicketStep.AwaitingReturn, TicketStep.ReturnInTransit) => typeof(ReturnShipped),
        (TicketStep.ReturnInTransit, TicketStep.AwaitingInspection) => typeof(ReturnArrived),
        (TicketStep.AwaitingInspection, TicketStep.InRepair) => typeof(RepairStarted),
        (TicketStep.AwaitingInspection, _) => typeof(ReceiptConfirmed),
        (TicketStep.AwaitingRefund, TicketStep.Completed) => typeof(Refunded),
        (_, TicketStep.Cancelled) => typeof(Cancelled),
        _ => typeof(Unchanged),
    };

    private static void Rest(ref RowDraft row, CompiledSla policy, DecisionContext context)
    {
        if (row.State.LastMessage == MessageSide.Customer)
        {
            return;
        }

        var resting = new ClockNames(context);
        foreach (var clock in row.State.Clocks)
        {
            resting.AddIf(
                clock.Status == ClockStatus.Running && policy.IndexOf(clock.Name) is >= 0 and var index && (policy.RestIn(row.State.Step) & (1UL << index)) != 0,
                clock);
        }

        if (!resting.IsEmpty)
        {
            row.Add(new SlaPaused(resting.Names) { By = Roles.System, Used = resting.Used });
        }
    }
}
