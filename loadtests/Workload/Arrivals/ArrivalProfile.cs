namespace AfterSales.LoadTests.Workload.Arrivals;

/// <summary>How many cases arrive per second, over the seconds of a run.</summary>
/// <param name="Max">Never exceeded by the rate.</param>
internal sealed record ArrivalProfile(double Max, Func<double, double> RateAt)
{
    public const string Steady = "steady";
    public const string Midnight = "midnight";
    public const string Lunch = "lunch";
    public const string Jd618 = "jd618";
    public const string Replay = "replay";

    /// <summary>Made by commands that want one rate after another; nobody asks for it by name.</summary>
    public const string Steps = "steps";

    private const int Hours = 6;
    private static readonly ImmutableArray<double> PreHeat = [1, 1.5, 2, 3];

    public static ImmutableArray<string> Names { get; } = [Steady, Midnight, Lunch, Jd618, Replay];

    /// <summary>Throws <see cref="InvalidDataException"/> with one line for a plan that makes no sense. <c>replay</c> has no formula.</summary>
    public static ArrivalProfile Of(ArrivalPlan plan)
    {
        if (plan is not { Rate: > 0, Seconds: > 0, Peak: >= 1 })
        {
            throw new InvalidDataException("An arrival plan needs a rate and seconds above 0 and a peak of at least 1.");
        }

        var (rate, seconds, peak) = (plan.Rate, plan.Seconds, plan.Peak);
        return plan.Profile switch
        {
            Steady => new ArrivalProfile(rate, _ => rate),
            Midnight => new ArrivalProfile(rate * peak, second => rate * (1 + ((peak - 1) * MidnightShare(second, seconds)))),
            Lunch => new ArrivalProfile(rate * peak, second => rate * (1 + ((peak - 1) * Math.Exp(-Square((second - (seconds / 2)) / (seconds / 8)) / 2)))),
            Jd618 => new ArrivalProfile(rate * Math.Max(peak, PreHeat[^1]), second => rate * Jd618Times(second / seconds, peak)),
            Steps when !plan.Steps.IsDefaultOrEmpty => new ArrivalProfile(plan.Steps.Max(step => step.Rate), second => StepAt(plan.Steps, second)),
            var other => throw new InvalidDataException($"There is no arrival profile '{other}'; profiles are {string.Join(", ", Names)}."),
        };
    }

    /// <summary>Nothing until a third of the run, all of it within 3 s (in short runs a twentieth), then away by 1/e every sixth of the run.</summary>
    private static double MidnightShare(double second, double seconds)
    {
        var rise = Math.Min(3, seconds / 20);
        var since = second - (seconds / 3);
        return since <= 0 ? 0
            : since < rise ? since / rise
            : Math.Exp(-(since - rise) / (seconds / 6));
    }

    /// <summary>A quarter of the run in four steps before the sale opens; then six hours, each beginning with a burst, the first of them the highest.</summary>
    private static double Jd618Times(double share, double peak)
    {
        const double Opens = 0.25;
        if (share < Opens)
        {
            return PreHeat[(int)(share / Opens * PreHeat.Length)];
        }

        var hours = Math.Min((share - Opens) / (1 - Opens) * Hours, Hours - 1e-9);
        var hour = Math.Floor(hours);
        return 1 + ((peak - 1) * Math.Pow(0.7, hour) * Math.Exp(-(hours - hour) * 5));
    }

    private static double StepAt(ImmutableArray<ArrivalStep> steps, double second)
    {
        foreach (var step in steps)
        {
            if (second < step.Seconds)
            {
                return step.Rate;
            }

            second -= step.Seconds;
        }

        return 0;
    }

    private static double Square(double value) => value * value;
}
