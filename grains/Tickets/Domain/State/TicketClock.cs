using System.Text.Json.Serialization;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>
/// One promise of a case. Holds what was consumed and since when it runs, so that another target keeps it; when it is due follows from these and is kept
/// because a calendar may change. Several per case are in memory: instants are UTC in eight bytes, and terms are shared.
/// </summary>
internal sealed record TicketClock
{
    private readonly byte _priority;
    private readonly byte _status;
    private readonly byte _warned;

    /// <summary>What is promised.</summary>
    public required ClockTerms Terms { get; init => field = ClockTerms.Shared(value); }

    /// <summary>Version of the policy that set the terms.</summary>
    public int Policy { get; init; }

    /// <summary>Whose target it has: the case's at the start, then what people set. One that the ladder raised is not followed.</summary>
    public TicketPriority Priority { get => (TicketPriority)_priority; init => _priority = (byte)value; }

    public ClockStatus Status { get => (ClockStatus)_status; init => _status = (byte)value; }

    /// <summary>Until it ran last, or ended.</summary>
    public TimeSpan Consumed { get; init; }

    /// <summary>Runs since; default while it does not run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTime Since { get; init; }

    /// <summary>Breaches at; default while it does not run.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public DateTime Until { get; init; }

    /// <inheritdoc cref="ClockCourse.Warn"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<int> WarnBefore { get; init; }

    /// <summary>Rests because of an event: leaving a step does not wake it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Held { get; init; }

    /// <summary>Highest percent given; 0: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Warned { get => _warned; init => _warned = (byte)value; }

    /// <summary>The promise was broken; stays.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Breached { get; init; }

    [JsonIgnore]
    public string Name => Terms.Name;

    [JsonIgnore]
    public bool IsRunning => Status == ClockStatus.Running;

    [JsonIgnore]
    public bool IsLive => Status is ClockStatus.Running or ClockStatus.Paused;

    [JsonIgnore]
    public DateTimeOffset RunningSince => new(Since, TimeSpan.Zero);

    [JsonIgnore]
    public DateTimeOffset Due => new(Until, TimeSpan.Zero);

    /// <summary>When this much of the target is used up, if it runs on; the start of the run when it was before.</summary>
    public DateTimeOffset WarningAt(int index)
    {
        if (Terms.Calendar is null)
        {
            var left = Terms.Mark(Terms.Warnings[index]) - Consumed;
            return left > TimeSpan.Zero ? RunningSince + left : RunningSince;
        }

        var kept = index - (Terms.Warnings.Length - WarnBefore.OrEmpty().Length);
        return kept < 0 ? RunningSince : Due.AddSeconds(-WarnBefore[kept]);
    }
}
