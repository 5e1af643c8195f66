using AfterSales.Sla;
using AfterSales.Tickets;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Policies;

/// <summary>The promises a new shop starts with (domain.md section 7).</summary>
internal static class SlaDefaults
{
    /// <summary>Working hours of a day in the built-in calendar: three working days are 24 of them.</summary>
    public const string BusinessCalendar = "cn-business";

    private const int Minute = 60;
    private const int Hour = 60 * Minute;
    private const int Day = 24 * Hour;

    public static ImmutableArray<SlaWarning> Ladder { get; } =
    [
        new() { Percent = 50 },
        new() { Percent = 75, Actions = [LadderAction.NotifyOwner] },
        new() { Percent = 90, Actions = [LadderAction.NotifyLead, LadderAction.RaisePriority] },
    ];

    private static readonly ImmutableArray<string> Answers = ["replied", "info-requested", "offer-made", "approved", "auto-approved", "rejected", "dispute-decided", "resolved"];
    private static readonly ImmutableArray<string> Decisions = ["approved", "auto-approved", "rejected", "offer-made", "resolved"];
    private static readonly ClockCondition WithCustomer = new() { Steps = [AwaitingCustomer, CounterOffered] };
    private static readonly ClockCondition HeardFromCustomer = new() { Events = ["customer-wrote", "info-provided"] };
    private static readonly ClockCondition Over = new() { Steps = [TicketStep.Cancelled, Closed] };

    public static ImmutableArray<SlaDefinition> Definitions { get; } =
    [
        new()
        {
            Name = "first-response", Start = On("opened"), Stop = new() { Events = Answers, Steps = [Completed] }, Cancel = Over,
            TargetSeconds = Targets(5 * Minute, 15 * Minute, Hour, 4 * Hour),
        },
        new()
        {
            Name = "next-reply", Start = HeardFromCustomer, NotIn = [TicketStep.Rejected, TicketStep.Resolved, Completed, TicketStep.Cancelled, Closed], Pause = WithCustomer, Resume = HeardFromCustomer,
            Stop = new() { Events = Answers, Steps = [Completed] }, Cancel = Over,
            TargetSeconds = Targets(15 * Minute, Hour, 4 * Hour, 8 * Hour),
        },
        new()
        {
            Name = "review", Type = SlaType.OLA, Start = Enter(UnderReview), Pause = WithCustomer, Resume = HeardFromCustomer,
            Stop = Enter(AwaitingReturn, AwaitingRefund, AwaitingReplacement, AwaitingInspection, InRepair, InDialogue, TicketStep.Rejected, TicketStep.Resolved, Completed), Cancel = Over,
            TargetSeconds = Same(Hour),
        },
        new()
        {
            Name = "warehouse-receipt", Type = SlaType.OLA, Start = Enter(AwaitingInspection),
            Pause = WithCustomer, Resume = HeardFromCustomer,
            Stop = new() { Events = ["receipt-confirmed"], Steps = [TicketStep.Rejected, InRepair, AwaitingRefund, AwaitingReplacement] }, Cancel = Over,
            TargetSeconds = Same(Day), Calendar = BusinessCalendar,
        },
        new()
        {
            Name = "refund", Start = Enter(AwaitingRefund), Stop = new() { Events = ["refunded"], Steps = [Completed] }, Cancel = Over,
            TargetSeconds = Same(Day),
        },
        new()
        {
            Name = "resolution", Start = On("opened", "reopened", "disputed"),
            Pause = new() { Steps = [AwaitingCustomer, CounterOffered, AwaitingReturn, ReturnInTransit, ReplacementInTransit] }, Resume = HeardFromCustomer,
            Stop = Enter(TicketStep.Resolved, Completed, TicketStep.Rejected), Cancel = Over,
            TargetSeconds = Same(Day), Calendar = BusinessCalendar,
        },
        new()
        {
            Name = "legal-answer", Start = On("opened"), Stop = new() { Events = Decisions, Steps = [Completed] }, Cancel = Over,
            TargetSeconds = Same(7 * Day),
        },
        new()
        {
            Name = "legal-refund", Kinds = [TicketKind.ReturnRefund, TicketKind.RefundOnly], GoodsHere = true,
            Start = new() { Events = ["return-arrived", "receipt-confirmed"], Steps = [AwaitingRefund] },
            Stop = new() { Events = ["refunded"], Steps = [Completed] }, Cancel = new() { Steps = [TicketStep.Cancelled, Closed, TicketStep.Rejected] },
            TargetSeconds = Same(7 * Day),
        },
    ];

    private static ClockCondition On(params ImmutableArray<string> events) => new() { Events = events };

    private static ClockCondition Enter(params ImmutableArray<TicketStep> steps) => new() { Steps = steps };

    private static ImmutableDictionary<TicketPriority, int> Same(int seconds) => Targets(seconds, seconds, seconds, seconds);

    private static ImmutableDictionary<TicketPriority, int> Targets(int p1, int p2, int p3, int p4) => new Dictionary<TicketPriority, int>
    {
        [TicketPriority.P1] = p1, [TicketPriority.P2] = p2, [TicketPriority.P3] = p3, [TicketPriority.P4] = p4,
    }.ToImmutableDictionary();
}
