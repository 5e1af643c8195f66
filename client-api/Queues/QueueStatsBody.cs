using System.Text.Json.Serialization;
using AfterSales.Api.Json;
using AfterSales.Queues;
using AfterSales.Tickets;

namespace AfterSales.Api.Queues;

/// <summary>The numbers of a queue's wallboard; times in whole seconds.</summary>
internal sealed record QueueStatsBody
{
    public required string Queue { get; init; }

    public required int Waiting { get; init; }

    public required PriorityCounts WaitingByPriority { get; init; }

    public required int Offered { get; init; }

    public TimeSpan? OldestAge { get; init; }

    public required int Overdue { get; init; }

    public required PresenceCounts AgentsByPresence { get; init; }

    public required int AgentsAvailable { get; init; }

    public required int UnitsInUse { get; init; }

    public required int Capacity { get; init; }

    public required int ArrivalsPerMinute { get; init; }

    public required int AssignmentsPerMinute { get; init; }

    public required int CompletionsPerMinute { get; init; }

    public TimeSpan? ExpectedWait { get; init; }

    public required ImmutableArray<HandlingBody> Handling { get; init; }

    public static QueueStatsBody Of(QueueStats stats) => new()
    {
        Queue = stats.Queue,
        Waiting = stats.Waiting,
        WaitingByPriority = PriorityCounts.Of(stats.WaitingByPriority.OrEmpty()),
        Offered = stats.Offered,
        OldestAge = Seconds(stats.OldestAge),
        Overdue = stats.Overdue,
        AgentsByPresence = PresenceCounts.Of(stats.AgentsByPresence.OrEmpty()),
        AgentsAvailable = stats.AgentsAvailable,
        UnitsInUse = stats.UnitsInUse,
        Capacity = stats.Capacity,
        ArrivalsPerMinute = stats.ArrivalsPerMinute,
        AssignmentsPerMinute = stats.AssignmentsPerMinute,
        CompletionsPerMinute = stats.CompletionsPerMinute,
        ExpectedWait = Seconds(stats.ExpectedWait),
        Handling = [.. stats.Handling.OrEmpty().Select(HandlingBody.Of)],
    };

    private static TimeSpan? Seconds(TimeSpan? duration) => duration is { } known ? Iso8601.WholeSeconds(known) : null;
}

internal sealed record PriorityCounts(
    [property: JsonPropertyName("P1")] int P1,
    [property: JsonPropertyName("P2")] int P2,
    [property: JsonPropertyName("P3")] int P3,
    [property: JsonPropertyName("P4")] int P4)
{
    public static PriorityCounts Of(ImmutableArray<int> counts) =>
        new(counts.ElementAtOrDefault(0), counts.ElementAtOrDefault(1), counts.ElementAtOrDefault(2), counts.ElementAtOrDefault(3));
}

internal sealed record PresenceCounts(int Online, int Busy, int Away, int Offline)
{
    public static PresenceCounts Of(ImmutableArray<int> counts) =>
        new(counts.ElementAtOrDefault(0), counts.ElementAtOrDefault(1), counts.ElementAtOrDefault(2), counts.ElementAtOrDefault(3));
}

/// <param name="Kind">Of case.</param>
/// <param name="Expected">What one is expected to take.</param>
/// <param name="Finished">How many were; from 50 on the expectation is their median.</param>
internal sealed record HandlingBody(TicketKind Kind, TimeSpan Expected, int Finished)
{
    public static HandlingBody Of(KindHandling handling) => new(handling.Kind, Iso8601.WholeSeconds(handling.Expected), handling.Finished);
}
