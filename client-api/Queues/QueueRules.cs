using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Queues;

/// <summary>The bodies of queues, and what their values may be.</summary>
internal static class QueueRules
{
    public const int MaxBytes = 64 * 1024;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    /// <summary>Longer than any promise; more is a slip of the pen.</summary>
    private static readonly TimeSpan MaxWait = TimeSpan.FromDays(30);

    public static BodyBinding<QueueInput> Queue { get; } = new(ApiJson.Requests.QueueInput, Check, complete: QueueInput.Complete);

    public static BodyBinding<NextInput> Next { get; } =
        new(ApiJson.Requests.NextInput, (body, errors) => errors.OptionalId("/agentId", body.AgentId), mayBeEmpty: true);

    private static void Check(QueueInput body, ErrorList errors)
    {
        errors.Line("/name", body.Name);
        if (body.Department is { } department)
        {
            errors.Department("/department", department);
        }

        errors.Skills("/requiredSkills", body.RequiredSkills, Limits.QueueSkills);
        errors.Duration("/offerTimeout", body.OfferTimeout, Second, TimeSpan.FromHours(1));
        Targets(body.Targets.OrEmpty(), errors);
        errors.OptionalId("/overflowQueue", body.OverflowQueue);
        errors.Duration("/overflowAfter", body.OverflowAfter, Second, MaxWait);
        errors.OptionalId("/calendar", body.Calendar);
        if (body.MaxWaiting is { } most)
        {
            errors.Number("/maxWaiting", most, 1, Limits.Waiting);
        }
    }

    private static void Targets(ImmutableArray<TargetInput> targets, ErrorList errors)
    {
        errors.Count("/targets", targets.Length, 0, Limits.Targets);
        for (var i = 0; i < targets.Length; i++)
        {
            errors.Duration($"/targets/{i}/after", targets[i].After, Second, MaxWait);
            if (i > 0 && targets[i].After <= targets[i - 1].After)
            {
                errors.Add(new Place("/targets", i, "/after"), "must be later than the one before");
            }

            errors.Skills($"/targets/{i}/skills", targets[i].Skills, Limits.QueueSkills);
        }
    }

    private static void Duration(this ErrorList errors, string pointer, TimeSpan? duration, TimeSpan min, TimeSpan max)
    {
        if (duration < min || duration > max)
        {
            errors.Add(pointer, $"must be {Iso8601.ToText(min)} to {Iso8601.ToText(max)}");
        }
    }
}
