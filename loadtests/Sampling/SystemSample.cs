namespace AfterSales.LoadTests.Sampling;

/// <summary>The system at one moment, as seen from beside it. What cannot be seen (a system elsewhere) is null.</summary>
/// <param name="Second">Seconds after the run's start; negative before it.</param>
internal sealed record SystemSample(double Second)
{
    /// <summary>Processor cores in use since the sample before, by part (silo, api, all, postgres, webhooks, driver).</summary>
    public ImmutableSortedDictionary<string, double> Cores { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Resident memory in megabytes, by part.</summary>
    public ImmutableSortedDictionary<string, double> Megabytes { get; init; } = ImmutableSortedDictionary<string, double>.Empty;

    /// <summary>Cases that wait for an agent.</summary>
    public double? Waiting { get; init; }

    /// <summary>How far lists are behind, in milliseconds.</summary>
    public double? ReadLag { get; init; }

    /// <summary>p99 of how late clocks and deadlines fired since the sample before, in milliseconds; null when none did.</summary>
    public double? SlaLateness { get; init; }

    /// <summary>Due and not fired at this moment.</summary>
    public double? Overdue { get; init; }

    /// <summary>Rows appended to the log per second.</summary>
    public double? Appends { get; init; }

    /// <summary>Webhooks that wait to be delivered.</summary>
    public double? WebhooksPending { get; init; }
}
