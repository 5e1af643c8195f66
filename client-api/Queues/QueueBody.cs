using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Api.Queues;

/// <summary>A queue as configured. A built-in one that nobody changed has no <see cref="UpdatedBy"/>.</summary>
internal sealed record QueueBody
{
    public required string Id { get; init; }

    public required int Version { get; init; }

    public required string Name { get; init; }

    public required string Department { get; init; }

    public required ImmutableArray<SkillLevel> RequiredSkills { get; init; }

    /// <summary><c>auto</c> or <c>offer</c>.</summary>
    public required string Mode { get; init; }

    public required TimeSpan OfferTimeout { get; init; }

    public required ImmutableArray<TargetBody> Targets { get; init; }

    public string? OverflowQueue { get; init; }

    public TimeSpan? OverflowAfter { get; init; }

    public int? MaxWaiting { get; init; }

    /// <summary>Opening hours; absent: around the clock.</summary>
    public string? Calendar { get; init; }

    public DateTimeOffset? UpdatedAt { get; init; }

    public string? UpdatedBy { get; init; }

    public static QueueBody Of(QueueDocument document)
    {
        var queue = document.Definition;
        return new QueueBody
        {
            Id = document.Id,
            Version = document.Version,
            Name = queue.Name,
            Department = queue.Department,
            RequiredSkills = queue.RequiredSkills.OrEmpty(),
            Mode = queue.Mode.ToString().ToLowerInvariant(),
            OfferTimeout = queue.OfferTimeout,
            Targets = [.. queue.Targets.OrEmpty().Select(target => new TargetBody(target.After, target.Skills.OrEmpty()))],
            OverflowQueue = queue.OverflowQueue,
            OverflowAfter = queue.OverflowAfter,
            MaxWaiting = queue.MaxWaiting,
            Calendar = queue.Calendar,
            UpdatedAt = document.UpdatedAt,
            UpdatedBy = document.UpdatedBy,
        };
    }
}

internal sealed record TargetBody(TimeSpan After, ImmutableArray<SkillLevel> Skills);

/// <summary>Every queue there is, by id; they are few.</summary>
internal sealed record QueueListBody(ImmutableArray<QueueBody> Items);
