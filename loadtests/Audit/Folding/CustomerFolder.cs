using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>A customer's budget is taken once for a case, and no more is taken than the policy gives.</summary>
internal sealed class CustomerFolder(AuditLedger ledger, LogState state) : StreamFolder(ledger)
{
    private readonly HashSet<Guid> _cases = [];
    private readonly List<BudgetTaking> _takings = [];
    private Guid _customer;

    public override void Fold(in LogEntry row)
    {
        if (row.Stream != _customer)
        {
            _customer = row.Stream;
            _cases.Clear();
            _takings.Clear();
        }

        foreach (var stored in row.Events.EnumerateArray().Where(stored => stored.Text("t") == "budget-taken.v1"))
        {
            Ledger.Looked(AuditNames.Budgets);
            if (!_cases.Add(stored.Id("ticketId")))
            {
                Found(AuditKinds.Doubled, $"customer {stored.Text("customerId")}: the budget was taken twice for case {stored.Id("ticketId")}");
            }

            Take(stored, row.At);
        }
    }

    /// <summary>Judged by the policy in force alone: what an older version gave is not known any more.</summary>
    private void Take(JsonElement stored, DateTime at)
    {
        var taken = new BudgetTaking(at, stored.Text("day"), stored.GetProperty("amount").GetInt64(), stored.Text("currency"));
        var before = state.Budget is { } limits ? _takings.Count(other => other.At > at.AddDays(-limits.MaxCasesDays)) : 0;
        _takings.Add(taken);
        if (state.Budget is not { } budget || budget.Version != stored.Number("policyVersion"))
        {
            return;
        }

        var ofDay = _takings.Where(other => other.Day == taken.Day && other.Currency == taken.Currency).Sum(other => other.Amount);
        if (taken.Currency != budget.Currency || taken.Amount > budget.PerCase || ofDay > budget.PerDay || before >= budget.MaxCases)
        {
            Found(
                AuditKinds.OverCapacity,
                $"customer {stored.Text("customerId")}: {taken.Amount} {taken.Currency} for case {stored.Id("ticketId")} make {ofDay} on {taken.Day} and {before + 1} cases");
        }
    }
}
