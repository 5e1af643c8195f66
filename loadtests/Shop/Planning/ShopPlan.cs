namespace AfterSales.LoadTests.Shop.Planning;

/// <summary>A shop's file as an ordered list of steps, with what must come of them.</summary>
internal sealed record ShopPlan(ImmutableArray<ShopStep> Steps)
{
    /// <summary>Rows that are neither sale nor return: no pieces, or a negative price.</summary>
    public int Ignored { get; init; }

    public int Orders => Steps.OfType<ImportOrder>().Count();

    public int Lines => Steps.OfType<ImportOrder>().Sum(order => order.Lines.Length);

    public int Completed => Returns.Count(step => step.Expected.Completes);

    public int Refused => Returns.Count(step => !step.Expected.Completes);

    public int Skipped => Steps.OfType<SkipRow>().Count();

    public long RefundedPence => Returns.Sum(step => step.Expected.RefundPence);

    private IEnumerable<ReturnGoods> Returns => Steps.OfType<ReturnGoods>();
}
