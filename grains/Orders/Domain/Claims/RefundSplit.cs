namespace AfterSales.Orders.Domain;

/// <summary>Spreads a refund over parts in proportion to their worth: exact in sum, and no part above its worth.</summary>
internal static class RefundSplit
{
    /// <returns>One share per part; their sum is the refund, or the worth of all parts when that is less.</returns>
    public static ImmutableArray<long> Split(long refund, ImmutableArray<long> worths)
    {
        var total = worths.Sum();
        var spread = Math.Min(refund, total);
        if (spread <= 0)
        {
            return [.. worths.Select(_ => 0L)];
        }

        var shares = worths.Select(worth => (long)((Int128)spread * worth / total)).ToArray();
        var rest = spread - shares.Sum();
        for (var i = 0; rest > 0; i++)
        {
            // Rounding leaves less than one unit per part, so one pass in order of the lines is enough.
            if (shares[i] < worths[i])
            {
                shares[i]++;
                rest--;
            }
        }

        return [.. shares];
    }
}
