using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>How a queue hands out work.</summary>
public enum QueueMode
{
    /// <summary>Assigned at once.</summary>
    Auto,

    /// <summary>Offered; assigned when accepted within the timeout.</summary>
    Offer,
}

/// <summary>A queue as configured (api.md, Queue).</summary>
[GenerateSerializer, Immutable, Alias("aftersales.QueueDefinition")]
public sealed record QueueDefinition
{
    /// <summary>1-100 characters.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>Whose agents serve it; <see cref="Departments.Service"/> by default.</summary>
    [Id(1)] public string Department { get; init; } = Departments.Service;

    [Id(2)] public ImmutableArray<SkillLevel> RequiredSkills { get; init; } = [];

    [Id(3)] public QueueMode Mode { get; init; }

    /// <summary>Default 30 s, 1 s to 1 h.</summary>
    [Id(4)] public TimeSpan OfferTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is required instead after a case has waited so long; cumulative, in order of time, at most 10.</summary>
    [Id(5)] public ImmutableArray<RelaxedTarget> Targets { get; init; } = [];

    /// <summary>Where cases go after <see cref="OverflowAfter"/>, or when <see cref="MaxWaiting"/> is reached.</summary>
    [Id(6)] public string? OverflowQueue { get; init; }

    [Id(7)] public TimeSpan? OverflowAfter { get; init; }

    /// <summary>More than so many overflow at once; without an overflow queue they wait all the same: a case is never refused. 1-1,000,000.</summary>
    [Id(8)] public int? MaxWaiting { get; init; }

    /// <summary>Its opening hours: outside them nothing is handed out, and targets and overflow count open time only. Null: around the clock.</summary>
    [Id(9)] public string? Calendar { get; init; }
}

/// <param name="After">Counted from entering the queue.</param>
/// <param name="Skills">Required from then on instead of the queue's required skills; the case's own extra skills stay.</param>
[GenerateSerializer, Immutable, Alias("aftersales.RelaxedTarget")]
public sealed record RelaxedTarget([property: Id(0)] TimeSpan After, [property: Id(1)] ImmutableArray<SkillLevel> Skills);

/// <param name="Id">1-64 of <c>[A-Za-z0-9._:-]</c>.</param>
/// <param name="Version">1 and up.</param>
/// <param name="Definition">The queue.</param>
/// <param name="UpdatedAt">Null for a built-in queue nobody changed.</param>
/// <param name="UpdatedBy">By whom.</param>
[GenerateSerializer, Immutable, Alias("aftersales.QueueDocument")]
public sealed record QueueDocument(
    [property: Id(0)] string Id,
    [property: Id(1)] int Version,
    [property: Id(2)] QueueDefinition Definition,
    [property: Id(3)] DateTimeOffset? UpdatedAt,
    [property: Id(4)] string? UpdatedBy);

/// <summary>All queues as of one moment.</summary>
/// <param name="Revision">Grows with every change.</param>
/// <param name="Queues">At most 500, by id.</param>
[GenerateSerializer, Immutable, Alias("aftersales.QueueCatalogDocument")]
public sealed record QueueCatalogDocument([property: Id(0)] int Revision, [property: Id(1)] ImmutableArray<QueueDocument> Queues);
