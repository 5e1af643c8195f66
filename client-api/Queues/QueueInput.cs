using System.Text.Json.Serialization;
using AfterSales.Api.Values;
using AfterSales.Queues;
using AfterSales.Routing;

namespace AfterSales.Api.Queues;

/// <summary>Body of PUT /v1/queues/{id}.</summary>
internal sealed record QueueInput(
    string Name,
    string? Department = null,
    QueueMode Mode = QueueMode.Auto,
    TimeSpan? OfferTimeout = null,
    string? OverflowQueue = null,
    TimeSpan? OverflowAfter = null,
    int? MaxWaiting = null,
    string? Calendar = null)
{
    private static readonly TimeSpan DefaultOfferTimeout = TimeSpan.FromSeconds(30);

    public ImmutableArray<SkillInput> RequiredSkills { get; init; }

    public ImmutableArray<TargetInput> Targets { get; init; }

    public static QueueInput Complete(QueueInput body) => body with
    {
        Department = body.Department ?? Departments.Service,
        RequiredSkills = body.RequiredSkills.OrEmpty(),
        OfferTimeout = body.OfferTimeout ?? DefaultOfferTimeout,
        Targets = [.. body.Targets.OrEmpty().Select(target => target with { Skills = target.Skills.OrEmpty() })],
    };

    /// <summary>Of a completed body.</summary>
    public QueueDefinition ToDefinition() => new()
    {
        Name = Name,
        Department = Department ?? Departments.Service,
        RequiredSkills = RequiredSkills.ToLevels(),
        Mode = Mode,
        OfferTimeout = OfferTimeout ?? DefaultOfferTimeout,
        Targets = [.. Targets.OrEmpty().Select(target => new RelaxedTarget(target.After, target.Skills.ToLevels()))],
        OverflowQueue = OverflowQueue,
        OverflowAfter = OverflowAfter,
        MaxWaiting = MaxWaiting,
        Calendar = Calendar,
    };
}

/// <summary>What is required instead once a case has waited so long.</summary>
[method: JsonConstructor]
internal readonly record struct TargetInput(TimeSpan After, ImmutableArray<SkillInput> Skills);

/// <summary>Body of POST /v1/queues/{id}/next; nothing is needed when the caller pulls for himself.</summary>
/// <param name="AgentId">For whom a lead pulls.</param>
internal sealed record NextInput(string? AgentId = null);
