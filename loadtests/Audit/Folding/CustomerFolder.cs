namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>A customer's budget is taken once for a case.</summary>
internal sealed class CustomerFolder(AuditLedger ledger) : StreamFolder(ledger)
{
    private readonly HashSet<Guid> _cases = [];
    private Guid _customer;

    public override void Fold(in LogEntry row)
    {
        if (row.Stream != _customer)
        {
            _customer = row.Stream;
            _cases.Clear();
        }

        foreach (var stored in row.Events.EnumerateArray().Where(stored => stored.Text("t") == "budget-taken.v1"))
        {
            Ledger.Looked(AuditNames.Budgets);
            if (!_cases.Add(stored.Id("ticketId")))
            {
                Found(AuditKinds.Doubled, $"customer {stored.Text("customerId")}: the budget was taken twice for case {stored.Id("ticketId")}");
            }
        }
    }
}
