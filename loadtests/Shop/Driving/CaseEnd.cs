using AfterSales.LoadTests.Shop.Planning;

namespace AfterSales.LoadTests.Shop.Driving;

/// <summary>What became of a return.</summary>
/// <param name="Step">The planned step.</param>
/// <param name="TicketId">The case; null when the system refused to open it.</param>
/// <param name="RefusalCode">Stable code of the refusal; null when the case was completed.</param>
/// <param name="RefundPence">What the case says was refunded.</param>
/// <param name="Commands">Commands sent that had or repeated an effect.</param>
/// <param name="Replayed">How many of them were answered as seen before.</param>
internal sealed record CaseEnd(ReturnGoods Step, Guid? TicketId, string? RefusalCode, long RefundPence, int Commands, int Replayed)
{
    public bool AsPlanned => RefusalCode == Step.Expected.RefusalCode && RefundPence == Step.Expected.RefundPence;
}

/// <summary>What became of the whole file.</summary>
internal sealed record ShopOutcome(IReadOnlyList<CaseEnd> Cases, int OrdersCreated, int OrdersKnown, TimeSpan Elapsed)
{
    public IEnumerable<CaseEnd> Completed => Cases.Where(end => end.RefusalCode is null);

    public IEnumerable<CaseEnd> Refused => Cases.Where(end => end.RefusalCode is not null);

    public long RefundedPence => Cases.Sum(end => end.RefundPence);

    /// <summary>Commands that changed something; 0 the second time.</summary>
    public int Effects => OrdersCreated + Cases.Sum(end => end.Commands - end.Replayed);
}
