namespace AfterSales.LoadTests.Overload.Phases;

/// <summary>When latency is what it was before.</summary>
internal static class Recovery
{
    /// <summary>A single quiet second between two loud ones is no recovery.</summary>
    public const int CalmSeconds = 3;

    /// <summary>A p99 of so many milliseconds is normal on any machine, however quiet its baseline was.</summary>
    public const double AlwaysNormal = 20;

    private const double NormalTimes = 2;

    /// <summary>What counts as normal: twice the baseline's p99.</summary>
    public static double BoundOf(double baselineP99) => Math.Max(AlwaysNormal, baselineP99 * NormalTimes);

    /// <summary>
    /// Seconds from the end of an overload to the first of <see cref="CalmSeconds"/> in a row whose p99 is normal; null when there are none until
    /// <paramref name="to"/>. A second in which nobody was answered is not normal.
    /// </summary>
    /// <param name="p99">Of a second, in milliseconds; null: nobody was answered in it.</param>
    /// <param name="from">The first second after the overload.</param>
    /// <param name="to">The second after the last that is looked at.</param>
    /// <param name="bound">At most this is normal.</param>
    public static double? Seconds(Func<int, double?> p99, int from, int to, double bound)
    {
        var calm = 0;
        for (var second = from; second < to; second++)
        {
            calm = p99(second) <= bound ? calm + 1 : 0;
            if (calm == CalmSeconds)
            {
                return second - CalmSeconds + 1 - from;
            }
        }

        return null;
    }
}
