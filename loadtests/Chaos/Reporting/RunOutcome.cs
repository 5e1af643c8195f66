using System.Text.Json.Serialization;
using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Chaos.Scheduling;
using AfterSales.LoadTests.Chaos.Timing;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Reporting;

/// <summary>What became of one run.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Planned">Its faults as the seed has them.</param>
/// <param name="Faults">Its faults as they were.</param>
internal sealed record RunOutcome(int Seed, ImmutableArray<PlannedFault> Planned, ImmutableArray<FaultOutcome> Faults)
{
    public double Seconds { get; init; }

    /// <summary>Commands that succeeded.</summary>
    public long Succeeded { get; init; }

    public long ReadsSucceeded { get; init; }

    /// <summary>Failed attempts of reads, by kind.</summary>
    public ImmutableSortedDictionary<string, long> ReadErrors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Failed attempts of commands over the whole run, by kind.</summary>
    public ImmutableSortedDictionary<string, long> Errors { get; init; } = ImmutableSortedDictionary<string, long>.Empty;

    /// <summary>Commands over time; null when the run broke off.</summary>
    [JsonIgnore]
    public CallerSeries? Commands { get; init; }

    [JsonIgnore]
    public CallerSeries? Reads { get; init; }

    /// <summary>Processes that ended without being told to, and were started again.</summary>
    public ImmutableArray<UnexpectedEnd> Ended { get; init; } = [];

    /// <summary>Null when the run broke off.</summary>
    public AuditVerdict? Verdict { get; init; }

    /// <summary>Why it broke off.</summary>
    public string? Failure { get; init; }

    /// <summary>Where journals and logs of a failed run are, and the command that repeats it.</summary>
    public string? Kept { get; init; }

    public string? Repeat { get; init; }

    /// <summary>Ended by its user before all cases had arrived and ended.</summary>
    [JsonIgnore]
    public bool Interrupted { get; init; }

    /// <summary>Cut short by its user, so that it says nothing, unless the auditor found something all the same.</summary>
    [JsonIgnore]
    public bool Idle => !Found && (Interrupted || Verdict is null);

    /// <summary>The auditor compared all and found something: that stays true whatever ended the run.</summary>
    [JsonIgnore]
    public bool Found => Verdict is { Passed: false } verdict && verdict.Faults.Any(fault => fault.Value > 0 && fault.Key != PeakRun.Unfinished);

    /// <summary>The auditor found something, or the run broke off.</summary>
    public bool Failed => Verdict is not { Passed: true };

    /// <summary>Every fault hit something. A run in which one did not says nothing about it: neither passed nor failed.</summary>
    public bool Proven => Faults.Length == Planned.Length && Faults.All(one => one.Fault.Happened);

    public bool Passed => !Failed && Proven;
}

/// <summary>What became of one fault.</summary>
/// <param name="Times">What was felt of it by those who wanted something changed; null when the run broke off.</param>
internal sealed record FaultOutcome(ThrownFault Fault, FaultTimes? Times)
{
    /// <summary>What was felt by those who only looked.</summary>
    public FaultTimes? Reads { get; init; }

    /// <summary>It was still going on when the last case arrived, so what callers felt after it was seen in part alone.</summary>
    public bool Late { get; init; }

    /// <summary>No other fault of the run touched callers: the times are this fault's own.</summary>
    public bool Alone { get; init; }
}
