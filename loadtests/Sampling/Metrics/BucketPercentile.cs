namespace AfterSales.LoadTests.Sampling.Metrics;

/// <summary>A percentile of a histogram that is known by buckets alone.</summary>
internal static class BucketPercentile
{
    /// <summary>
    /// Straight between the bounds of the bucket it lies in, as Prometheus does; beyond the last bound that bound. Null for an empty histogram.
    /// </summary>
    /// <param name="cumulative">Values at most as large as the bound, by bound.</param>
    /// <param name="share">0 to 1.</param>
    public static double? Of(SortedDictionary<double, double> cumulative, double share)
    {
        var total = cumulative.Count == 0 ? 0 : cumulative.Values.Max();
        if (total <= 0)
        {
            return null;
        }

        var (lower, below) = (0.0, 0.0);
        foreach (var (upper, count) in cumulative)
        {
            if (count >= total * share)
            {
                return double.IsPositiveInfinity(upper) || count <= below ? lower : lower + ((upper - lower) * ((total * share) - below) / (count - below));
            }

            (lower, below) = (upper, count);
        }

        return lower;
    }
}
