using System.Collections.Frozen;
using AfterSales.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;

namespace AfterSales.Notifications;

/// <summary>What an event of a case is called in the rules, the names that say most first. Pure.</summary>
internal static class Occasions
{
    public const string ApprovedReturn = "approved-return";
    public const string AssignedByPerson = "assigned-by-person";
    public const string AskCarrier = "ask-carrier";
    public const string QualityReported = "quality-reported";

    private const string Approved = "approved";

    /// <summary>Every name a rule may use, and a recipient may mute.</summary>
    public static FrozenSet<string> Names { get; } = TicketEventNames.All.Values
        .Select(name => name[..name.LastIndexOf(".v", StringComparison.Ordinal)])
        .Concat([ApprovedReturn, AssignedByPerson, AskCarrier, QualityReported])
        .ToFrozenSet(StringComparer.Ordinal);

    public static ImmutableArray<Occasion> Of(TicketEvent stored)
    {
        var plain = new Occasion(TicketEventNames.Of(stored)) { Values = NoticeValues.Of(stored) };
        return stored switch
        {
            // A case approved without a person is approved, to him who waits for it.
            AutoApproved { ReturnAddress: null } => [plain with { Name = Approved }, plain],
            Tickets.Approved { ReturnAddress: not null } => [plain with { Name = ApprovedReturn }, plain],
            AutoApproved => [plain with { Name = ApprovedReturn }, plain with { Name = Approved }, plain],
            OfferAccepted { ReturnAddress: not null } or DisputeDecided { ReturnAddress: not null } => [plain with { Name = ApprovedReturn }, plain],
            Assigned given => Given(plain with { Agent = given.Agent }, given.Mode),
            Opened { Category: TicketCategory.Quality } or CategorySet { Category: TicketCategory.Quality } => [plain with { Name = QualityReported }, plain],
            SlaWarned warned => [plain with { Ladder = warned.Actions.OrEmpty(), Cause = warned.Clock }],
            SlaBreached breached => [plain with { Ladder = breached.Actions.OrEmpty(), Cause = breached.Clock, Urgent = true }],
            DeadlineExpired { Effect: DeadlineEffect.AskCarrier } expired => [plain with { Name = AskCarrier, Cause = expired.Rule }, plain with { Cause = expired.Rule }],
            DeadlineExpired expired => [plain with { Cause = expired.Rule }],
            CaseEscalated escalated => [plain with { Cause = escalated.Cause }],
            _ => [plain],
        };
    }

    private static ImmutableArray<Occasion> Given(Occasion plain, Routing.AssignmentMode mode) =>
        mode is Routing.AssignmentMode.Manual or Routing.AssignmentMode.Transfer ? [plain with { Name = AssignedByPerson }, plain] : [plain];
}
