using AfterSales.Sla;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>What is promised, to whom, and what happens when it gets late (domain.md section 7). Policy name <c>sla</c>.</summary>
/// <remarks>
/// A change concerns a case at its next row: running clocks are then retargeted and keep what they consumed; clocks of a definition that is gone
/// are cancelled.
/// </remarks>
public sealed record SlaPolicy
{
    /// <summary>At most 50; names are unique.</summary>
    public ImmutableArray<SlaDefinition> Definitions { get; init; } = SlaDefaults.Definitions;

    /// <summary>Where a waiting case goes by <see cref="LadderAction.SupervisorQueue"/>; passed over while there is no such queue.</summary>
    public string SupervisorQueue { get; init; } = "supervisor";
}

/// <summary>One promise. A clock of it runs from start to stop; at most one at a time per case.</summary>
public sealed record SlaDefinition
{
    /// <summary>1-64 of <c>[a-z0-9-]</c>, unique; stored with every clock.</summary>
    public required string Name { get; init; }

    public SlaType Type { get; init; } = SlaType.SLA;

    /// <summary>Kinds of cases it holds for; empty: all.</summary>
    public ImmutableArray<TicketKind> Kinds { get; init; } = [];

    /// <summary>Starts a clock where none runs or rests.</summary>
    public required ClockCondition Start { get; init; }

    /// <summary>Steps in which it does not start: nobody of the shop has the case there.</summary>
    public ImmutableArray<TicketStep> NotIn { get; init; } = [];

    /// <summary>Starts only while the customer's goods are with the shop, or only while they are not; null: either.</summary>
    public bool? GoodsHere { get; init; }

    /// <summary>Rests while the case is in one of the steps, or after one of the events until it resumes. Never while the last message is the customer's.</summary>
    public ClockCondition? Pause { get; init; }

    /// <summary>Runs again at once, even in a step of <see cref="Pause"/>. Leaving those steps resumes anyway.</summary>
    public ClockCondition? Resume { get; init; }

    /// <summary>The promise is kept (or was broken before).</summary>
    public required ClockCondition Stop { get; init; }

    /// <summary>There is nothing left to keep.</summary>
    public ClockCondition? Cancel { get; init; }

    /// <summary>Seconds of business time by priority; every priority is named.</summary>
    public required ImmutableDictionary<TicketPriority, int> TargetSeconds { get; init; }

    /// <summary>In whose working time it counts; null: around the clock.</summary>
    public string? Calendar { get; init; }

    /// <summary>In order of percent, 1-99; at most 5.</summary>
    public ImmutableArray<SlaWarning> Warnings { get; init; } = SlaDefaults.Ladder;

    public ImmutableArray<LadderAction> OnBreach { get; init; } = [LadderAction.Escalate, LadderAction.SupervisorQueue, LadderAction.NotifyLead];
}

/// <summary>Any of the events happens, or any of the steps is entered (for a pause: is the present one).</summary>
public sealed record ClockCondition
{
    /// <summary>Names of a case's events without version, e.g. <c>customer-wrote</c>.</summary>
    public ImmutableArray<string> Events { get; init; } = [];

    public ImmutableArray<TicketStep> Steps { get; init; } = [];
}

public sealed record SlaWarning
{
    /// <summary>Of the target that is consumed.</summary>
    public required int Percent { get; init; }

    public ImmutableArray<LadderAction> Actions { get; init; } = [];
}

/// <summary>What a warning or a breach does beside being recorded. Stored by name.</summary>
public enum LadderAction
{
    NotifyOwner,
    NotifyLead,

    /// <summary>One step up, at most to P1; targets stay as they are, or the warning itself would break the promise.</summary>
    RaisePriority,
    Escalate,

    /// <summary>A case that waits for an agent goes to the supervisors' queue; one that somebody has stays with him.</summary>
    SupervisorQueue,
}
