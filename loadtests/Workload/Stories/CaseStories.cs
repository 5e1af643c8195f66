using AfterSales.LoadTests.Workload.Shop;

namespace AfterSales.LoadTests.Workload.Stories;

/// <summary>
/// What people decide, by die: case, step and how often the same side has acted in that step say what is done. So customer, agent and department tell
/// one story, and a story ends: from the third time on the way forward is taken (agents count the times of their own driver process).
/// </summary>
internal sealed class CaseStories
{
    public const int Forward = 2;
    private readonly PeakPlan _plan;
    private readonly CaseMix _mix;
    private readonly CustomerMoves _customers;
    private readonly StaffMoves _staff;

    public CaseStories(PeakPlan plan, SeededShop shop)
    {
        _plan = plan;
        _mix = new CaseMix(plan, shop);
        _customers = new CustomerMoves(plan);
        _staff = new StaffMoves(plan);
    }

    public CaseDraft Draft(int number) => _mix.Draft(number);

    public byte[] Opening(CaseDraft draft) => ShopBodies.Open(draft, _plan.Run, _plan.Seed);

    /// <summary>The customer's move; null: he stays silent, or there is nothing for him to do.</summary>
    public Move? Customer(CaseDraft draft, CaseFacts facts, int visit) => _customers.Of(draft.Number, facts, visit, ArrivalOf(draft.Number));

    /// <summary>The shop's move; null: it has nothing to do here.</summary>
    public Move? Staff(CaseDraft draft, CaseFacts facts, int visit) => _staff.Of(draft, facts, visit, ArrivalOf(draft.Number));

    /// <summary>What a lead says of a replayed case when it has just arrived.</summary>
    public Move? Triage(int number) => ArrivalOf(number) is { Priority: >= 1 and <= 4 } arrival
        ? new Move("set-priority", ShopRoles.Lead, MoveBodies.Priority(arrival.Priority))
        : null;

    /// <summary>How long somebody thinks before this move, in microseconds.</summary>
    public long Think(int number, CaseFacts facts, int visit, string purpose) => (long)(1_000 * Dice.Of(_plan.Seed, purpose)
        .At(number).At(Steps.IndexOf(facts.Step)).At(visit).LogNormal(_plan.ThinkMilliseconds, 0.8));

    private ReplayedArrival? ArrivalOf(int number) => number < _plan.Arrivals.Replay.OrEmpty().Length ? _plan.Arrivals.Replay[number] : null;
}
