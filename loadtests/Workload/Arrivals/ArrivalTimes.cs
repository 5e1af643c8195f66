namespace AfterSales.LoadTests.Workload.Arrivals;

/// <summary>
/// The moments of arrival of a plan: a Poisson process of the profile's rate by thinning (Lewis and Shedler, 1979). Nobody waits for anybody: how the
/// system fares has no influence on who comes when.
/// </summary>
internal static class ArrivalTimes
{
    /// <summary>More would not fit a driver's memory.</summary>
    public const int MaxCases = 5_000_000;

    /// <summary>Seconds after the start, rising; the index is the number of the case.</summary>
    public static double[] Of(PeakPlan plan)
    {
        if (plan.Arrivals.Profile == ArrivalProfile.Replay)
        {
            return plan.Arrivals.Replay.IsDefaultOrEmpty
                ? throw new InvalidDataException("A replay needs a file with arrivals.")
                : [.. plan.Arrivals.Replay.Select(arrival => arrival.AtSeconds)];
        }

        var profile = ArrivalProfile.Of(plan.Arrivals);
        var times = new List<double>();
        var random = new Random(plan.Seed);
        for (var second = Gap(random, profile.Max); second < plan.Arrivals.Seconds; second += Gap(random, profile.Max))
        {
            if (random.NextDouble() * profile.Max < profile.RateAt(second))
            {
                times.Add(second);
            }

            if (times.Count > MaxCases)
            {
                throw new InvalidDataException($"The plan has more than {MaxCases} cases; take a lower rate or fewer seconds.");
            }
        }

        return [.. times];
    }

    private static double Gap(Random random, double rate) => -Math.Log(1 - random.NextDouble()) / rate;
}
