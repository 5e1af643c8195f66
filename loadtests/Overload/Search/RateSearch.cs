using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Overload.Search;

/// <summary>
/// Finds the highest rate a system sustains: doubles until one step does not hold, then halves the gap (by its geometric middle) until it is small. What did not
/// hold is never tried again, so a disturbed step makes the result smaller and never larger.
/// </summary>
/// <param name="Start">First rate.</param>
/// <param name="Precision">The search ends when the lowest rate that failed is at most so many times the highest that held.</param>
internal sealed record RateSearch(double Start, double Precision = 1.1)
{
    private const double Least = 0.5;
    private const double Most = 20_000;

    /// <summary>The highest rate that held, and every step in the order it was taken.</summary>
    public async Task<RateSearchResult> Find(Func<double, Task<RateStep>> measure, Func<RateStep, bool> holds)
    {
        var steps = ImmutableArray.CreateBuilder<RateStep>();
        double? low = null;
        double? high = null;
        while (Next(low, high) is { } next)
        {
            var step = await measure(next);
            steps.Add(step);
            if (holds(step))
            {
                low = next;
            }
            else
            {
                high = next;
            }
        }

        return low is { } held
            ? new RateSearchResult(held, steps.ToImmutable())
            : throw new BenchRefusedException($"The system does not sustain even {high:0.##} cases per second here; look at the logs, or at who else uses this machine.");
    }

    private double? Next(double? low, double? high) => (low, high) switch
    {
        (null, null) => Start,
        (null, { } failed) => failed / 2 >= Least ? failed / 2 : null,
        ({ } held, null) => held * 2 <= Most ? held * 2 : null,
        ({ } held, { } failed) => failed / held > Precision ? Math.Sqrt(held * failed) : null,
    };
}

/// <param name="Rate">Cases per second that are sustained.</param>
internal sealed record RateSearchResult(double Rate, ImmutableArray<RateStep> Steps);

/// <summary>One rate, tried for some seconds.</summary>
/// <param name="Rate">Cases offered per second.</param>
/// <param name="Served">Of the arrivals, the share opened, or refused by a rule, within a second; 0 to 1.</param>
/// <param name="Goodput">Commands acknowledged per second.</param>
/// <param name="ActionP99">Of commands on open cases, in milliseconds.</param>
/// <param name="DriverCores">Processors the driver used on average.</param>
internal sealed record RateStep(double Rate, double Served, double Goodput, double ActionP99, double DriverCores);

/// <summary>What a rate must show to be called sustained.</summary>
/// <param name="P99">Bound of the p99 of commands on open cases, in milliseconds.</param>
internal sealed record SustainedBounds(double P99)
{
    private const double LeastServed = 0.98;

    public bool Holds(RateStep step) => step.Served >= LeastServed && step.ActionP99 <= P99;
}
