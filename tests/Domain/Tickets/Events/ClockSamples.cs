using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Sla;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>One event of every type of the ledger of promises, with every field set.</summary>
internal static class ClockSamples
{
    private static readonly ClockUse Used = new("resolution", 12_345_678_901);
    private static readonly ClockStart Start = new("resolution", 86_400)
    {
        Type = SlaType.OLA, Calendar = "cn-business", Warnings = [80], Consumed = 5, Due = Samples.Start.AddDays(3), Warn = [17_280],
    };

    public static IReadOnlyList<TicketEvent> All { get; } =
    [
        new SlaActivated(3, [new ClockStart("first-response", 900), Start with { Consumed = null }]) { By = Roles.System },
        new SlaRetargeted(4, [Start]) { By = Roles.System },
        new SlaPaused(["resolution", "review"]) { By = Roles.System, Used = [Used], Held = ["review"] },
        new SlaPauseRefused(["resolution"]) { By = Roles.System },
        new SlaResumed(["resolution", "review"]) { By = Roles.System, Courses = [new ClockCourse("resolution", Samples.Start.AddDays(2)) { Warn = [9_000] }] },
        new SlaFulfilled(["resolution", "review"]) { By = Roles.System, Used = [Used] },
        new SlaCancelled(["resolution"]) { By = Roles.System, Used = [Used] },
        new SlaWarned("resolution", 90, Samples.Start.AddDays(1), [LadderAction.NotifyLead, LadderAction.RaisePriority]) { By = Roles.System },
        new SlaBreached("resolution", SlaType.SLA, Samples.Start.AddDays(1), [LadderAction.Escalate]) { By = Roles.System },
    ];
}
