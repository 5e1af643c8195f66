namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>Folds the rows of one stream after the other, and says what does not follow from the rows before.</summary>
internal abstract class StreamFolder(AuditLedger ledger)
{
    protected AuditLedger Ledger => ledger;

    /// <summary>Rows of one stream come together, in order.</summary>
    public abstract void Fold(in LogEntry row);

    protected void Found(string kind, string what) => ledger.Found(kind, what);
}
