namespace AfterSales.Sla.Domain;

/// <summary>
/// Where business time stops on its way ahead. At every due time as long as there are not too many; then those that are close together are taken at one
/// stop, so that it arrives after at most <see cref="MaxSteps"/> of them.
/// </summary>
internal sealed class JourneyPlan(DateTimeOffset target)
{
    public const int MaxSteps = 500;
    private const int Exact = MaxSteps / 2;

    private int _steps;

    /// <summary>No further stop but the target.</summary>
    public bool IsOver => _steps >= MaxSteps;

    /// <param name="now">Where it is.</param>
    /// <param name="due">What is due first, at the target at the latest.</param>
    public DateTimeOffset Next(DateTimeOffset now, DateTimeOffset due)
    {
        _steps++;
        if (due <= now)
        {
            return now;
        }

        var least = _steps <= Exact ? due : now + ((target - now) / (MaxSteps - _steps + 1));
        return least > due ? least : due;
    }
}
