using System.Text.Json.Serialization;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>Clocks start. Priority and instant are the row's; what a fold can tell from these is left out.</summary>
/// <param name="Policy">Version of policy <c>sla</c>.</param>
/// <param name="Clocks">One entry per clock.</param>
internal sealed record SlaActivated(int Policy, ImmutableArray<ClockStart> Clocks) : TicketEvent, IPromiseEvent;

/// <summary>Other targets, calendars or warnings: by another policy or another priority. What was consumed stays.</summary>
internal sealed record SlaRetargeted(int Policy, ImmutableArray<ClockStart> Clocks) : TicketEvent, IPromiseEvent;

/// <summary>Clocks rest.</summary>
internal sealed record SlaPaused(ImmutableArray<string> Clocks) : TicketEvent, IPromiseEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ClockUse> Used { get; init; }

    /// <summary>Of them those that rest because of an event: leaving a step does not wake them.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<string> Held { get; init; }
}

/// <summary>A clock was to rest while the customer waits for an answer: it runs on.</summary>
internal sealed record SlaPauseRefused(ImmutableArray<string> Clocks) : TicketEvent, IPromiseEvent;

/// <summary>Clocks run again.</summary>
internal sealed record SlaResumed(ImmutableArray<string> Clocks) : TicketEvent, IPromiseEvent
{
    /// <summary>Of those that count by a calendar.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ClockCourse> Courses { get; init; }
}

/// <summary>What was promised is done, in time or late.</summary>
internal sealed record SlaFulfilled(ImmutableArray<string> Clocks) : TicketEvent, IPromiseEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ClockUse> Used { get; init; }
}

/// <summary>There is nothing left to keep.</summary>
internal sealed record SlaCancelled(ImmutableArray<string> Clocks) : TicketEvent, IPromiseEvent
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<ClockUse> Used { get; init; }
}

/// <param name="Clock">Name of its definition.</param>
/// <param name="Target">Promised seconds.</param>
internal sealed record ClockStart(string Clock, int Target)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public SlaType Type { get; init; }

    public string? Calendar { get; init; }

    /// <summary>Left out when they are <see cref="ClockTerms.UsualWarnings"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<int> Warnings { get; init; }

    /// <summary>Microseconds consumed until now; only where a calendar counted them and another target takes over.</summary>
    public long? Consumed { get; init; }

    /// <summary>With a calendar, or when another target was over before it was set; otherwise it follows from the rest.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <inheritdoc cref="ClockCourse.Warn"/>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<int> Warn { get; init; }
}

/// <summary>How a clock goes on by its calendar; stored, because a calendar may change while it runs.</summary>
internal sealed record ClockCourse(string Clock, DateTimeOffset Due)
{
    /// <summary>Seconds before <see cref="Due"/> of the warnings to come, in order of percent.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ImmutableArray<int> Warn { get; init; }
}

/// <param name="Clock">One that counts by a calendar.</param>
/// <param name="Consumed">Microseconds until now.</param>
internal sealed record ClockUse(string Clock, long Consumed);
