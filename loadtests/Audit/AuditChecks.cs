using AfterSales.LoadTests.Audit.Api;
using AfterSales.LoadTests.Audit.Derived;
using AfterSales.LoadTests.Audit.Journals;
using AfterSales.LoadTests.Audit.Log;
using AfterSales.LoadTests.Audit.Told;
using AfterSales.LoadTests.Driving.Journal;

namespace AfterSales.LoadTests.Audit;

/// <summary>Every check there is, in order.</summary>
internal static class AuditChecks
{
    /// <param name="context">Tells which parts the system has.</param>
    /// <param name="settings">How patient, how thorough.</param>
    /// <param name="replays">Acknowledged commands to be sent again.</param>
    public static ImmutableArray<IAuditCheck> Of(AuditContext context, AuditSettings settings, IReadOnlyList<JournalEntry> replays) =>
        context.Database is null
        ? [new CounterCheck(), .. Api(settings, replays), new CoverageCheck()]
        :
        [
            new CounterCheck(),
            new QuietCheck(settings),
            new ClaimMeeting(settings),
            new CommandCheck(),
            new UncommandedCheck(),
            new DerivedRound([new ViewCheck(settings), new DeadlineCheck(settings), new ClaimCheck(), new AssignmentCheck()], settings),
            new MoneyCheck(),
            new OrderImportCheck(),
            .. context.System.WebhookRecord is null ? [] : (IAuditCheck[])[new WebhookCheck(settings)],
            new NoticeCheck(settings),
            .. Api(settings, replays),
            new OwnListCheck(settings),
            new QueueCheck(settings),
            new AgentCheck(settings),
            new CoverageCheck(),
        ];

    /// <summary>What needs nothing but an address. Commands are sent again last: should one be done again, nothing before has seen it.</summary>
    private static IEnumerable<IAuditCheck> Api(AuditSettings settings, IReadOnlyList<JournalEntry> replays) =>
        [new TicketCheck(settings), new OrderCheck(settings), new ListCheck(), new ReplayCheck(replays, settings)];
}
