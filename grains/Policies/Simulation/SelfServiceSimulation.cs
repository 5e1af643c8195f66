using AfterSales.Customers.Domain;
using AfterSales.ReadModel;

namespace AfterSales.Policies;

/// <summary>
/// What a draft of the self-service policy would have decided on cases that opened. Budgets start empty at the first case and are used up by the draft's
/// own grants; refusals for abuse are not known here, so the draft may look a little more generous than it would be.
/// </summary>
public static class SelfServiceSimulation
{
    public static SimulationResult Run(IEnumerable<PastOpening> openings, SelfServicePolicy draft)
    {
        var budgets = new Dictionary<string, CustomerState>(StringComparer.Ordinal);
        var outcomes = openings.OrderBy(opening => opening.At).Select(opening => (Was: opening.Rule, Would: Decide(opening, draft, budgets))).ToList();
        return new SimulationResult(
            outcomes.Count,
            Tally(outcomes.Select(outcome => outcome.Was)),
            Tally(outcomes.Select(outcome => outcome.Would)),
            NewlyAutomatic: outcomes.Count(outcome => outcome is { Was: null, Would: not null }),
            NoLongerAutomatic: outcomes.Count(outcome => outcome is { Was: not null, Would: null }));
    }

    private static string? Decide(PastOpening opening, SelfServicePolicy draft, Dictionary<string, CustomerState> budgets) =>
        SelfServiceRules.First(
            draft, opening.Kind, opening.Progress, opening.NoReasonReturn, opening.WindowOverridden, () => TakeBudget(opening, draft.SmallAmount, budgets));

    private static bool TakeBudget(PastOpening opening, SmallAmountBudget? budget, Dictionary<string, CustomerState> budgets)
    {
        var before = budgets.GetValueOrDefault(opening.CustomerId, CustomerState.Empty);
        var withoutAbuse = new CaseHistory(new CustomerHistory(0, []), opening.At);
        if (opening.Amount is not { } amount || !BudgetRule.Allows(before, budget, amount, withoutAbuse, opening.At))
        {
            return false;
        }

        var use = new BudgetUse(opening.At, BusinessDay.Of(opening.At), amount.Amount, amount.Currency, PolicyVersion: 0);
        budgets[opening.CustomerId] = before with { Uses = before.Uses.SetItem(opening.TicketId, use) };
        return true;
    }

    private static SimulationTally Tally(IEnumerable<string?> rules)
    {
        var counts = rules.CountBy(rule => rule ?? "").ToDictionary();
        var people = counts.GetValueOrDefault("");
        var byRule = counts.Where(entry => entry.Key.Length > 0).ToImmutableSortedDictionary(StringComparer.Ordinal);
        return new SimulationTally(byRule.Values.Sum(), people, byRule);
    }
}

/// <param name="Cases">Cases looked at.</param>
/// <param name="Was">How they were decided.</param>
/// <param name="WouldBe">How the draft would have decided them.</param>
/// <param name="NewlyAutomatic">Went to a person, would not any more.</param>
/// <param name="NoLongerAutomatic">Was decided by rule, would go to a person.</param>
public sealed record SimulationResult(int Cases, SimulationTally Was, SimulationTally WouldBe, int NewlyAutomatic, int NoLongerAutomatic);

/// <param name="Automatic">Decided by rule at opening.</param>
/// <param name="Person">Left to a person.</param>
/// <param name="ByRule">Automatic ones by rule.</param>
public sealed record SimulationTally(int Automatic, int Person, ImmutableSortedDictionary<string, int> ByRule);
