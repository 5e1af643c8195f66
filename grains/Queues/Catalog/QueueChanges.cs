using System.Text.Json;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Storage;

namespace AfterSales.Queues;

/// <summary>What putting and removing do to the list of queues. Pure.</summary>
internal static class QueueChanges
{
    public const int MaxQueues = 500;
    private const int Kept = 100;

    public static QueueCatalogDocument Document(QueueCatalogState state) =>
        state.Revision == 0 ? BuiltInQueues.Document : new QueueCatalogDocument(state.Revision, state.Queues.OrEmpty());

    /// <returns>The answer, and what to store; null when nothing changes.</returns>
    public static Outcome<(QueueDocument Answer, QueueCatalogState? Next)> Put(
        QueueCatalogState state, string id, QueueDefinition definition, RoutingPolicy policy, CalendarSet calendars, CallContext context, DateTimeOffset now)
    {
        var document = Document(state);
        if (Known(state, id, context.CommandId) is { } retried)
        {
            return retried.Succeeded ? (retried.Value, null) : retried.Failure;
        }

        var present = document.Queues.FirstOrDefault(queue => queue.Id == id);
        if (!context.Accepts(present?.Version ?? 0))
        {
            return Mismatch(present?.Version ?? 0);
        }

        var errors = QueueValidator.Check(id, definition, document, policy, calendars);
        if (!errors.IsEmpty)
        {
            return new Failure(FailureCodes.InvalidValue, "The queue has values out of range.") { Errors = errors };
        }

        var whole = Whole(definition);
        if (present is not null && AreEqual(present.Definition, whole))
        {
            return (present, null);
        }

        var version = (present?.Version ?? state.Removed.OrEmpty().FirstOrDefault(queue => queue.Id == id)?.Version ?? 0) + 1;
        var changed = new QueueDocument(id, version, whole, now, context.Caller.Subject);
        var next = Next(state, [.. document.Queues.Where(queue => queue.Id != id), changed], changed, context);
        next.Removed = [.. state.Removed.OrEmpty().Where(queue => queue.Id != id)];
        return (changed, next);
    }

    /// <summary>Whether the queue can be missed at all; cases that wait in it are the caller's to ask for.</summary>
    public static Outcome<(QueueDocument Answer, QueueCatalogState? Next)> Remove(
        QueueCatalogState state, string id, RoutingPolicy policy, CallContext context, DateTimeOffset now)
    {
        var document = Document(state);
        if (Known(state, id, context.CommandId) is { } retried)
        {
            return retried.Succeeded ? (retried.Value, null) : retried.Failure;
        }

        if (document.Queues.FirstOrDefault(queue => queue.Id == id) is not { } present)
        {
            return new Failure(FailureCodes.NotFound, "There is no such queue.");
        }

        if (!context.Accepts(present.Version))
        {
            return Mismatch(present.Version);
        }

        if (Hindrance(document, id, policy) is { } hindrance)
        {
            return new Failure(FailureCodes.ActionNotPossible, hindrance) { Version = present.Version };
        }

        var next = Next(state, document.Queues.Remove(present), present, context);
        next.Removed = [.. state.Removed.OrEmpty().TakeLast(Kept - 1), new RemovedQueue(id, present.Version, now)];
        return (present, next);
    }

    private static string? Hindrance(QueueCatalogDocument document, string id, RoutingPolicy policy) =>
        id == policy.DefaultQueue ? "It is the default queue of the routing policy."
        : id == BuiltInQueues.General ? "Cases must always have a queue to go to: this one cannot be removed."
        : policy.Rules.OrEmpty().FirstOrDefault(rule => rule.Queue == id) is { } rule ? $"Rule {rule.Name} of the routing policy names it."
        : document.Queues.FirstOrDefault(queue => queue.Definition.OverflowQueue == id) is { } other ? $"Queue {other.Id} overflows into it."
        : null;

    private static Outcome<QueueDocument>? Known(QueueCatalogState state, string id, CommandId command)
    {
        if (state.Changes.OrEmpty().LastOrDefault(change => new CommandId(change.CommandId).Key == command.Key) is not { } change)
        {
            return null;
        }

        return change.CommandId == command.Value && change.Answer.Id == id
            ? change.Answer
            : new Failure(FailureCodes.IdempotencyKeyReused, "This key has changed a queue in another way.");
    }

    private static QueueCatalogState Next(QueueCatalogState state, ImmutableArray<QueueDocument> queues, QueueDocument answer, CallContext context) => new()
    {
        Revision = Document(state).Revision + 1,
        Queues = [.. queues.OrderBy(queue => queue.Id, StringComparer.Ordinal)],
        Changes = [.. state.Changes.OrEmpty().TakeLast(Kept - 1), new QueueChange(context.CommandId.Value, answer)],
    };

    private static Failure Mismatch(int version) => new(FailureCodes.PreconditionFailed, $"The newest version is {version}.") { Version = version };

    /// <summary>Absent lists become empty ones: what is stored is complete.</summary>
    private static QueueDefinition Whole(QueueDefinition definition) => definition with
    {
        RequiredSkills = definition.RequiredSkills.OrEmpty(),
        Targets = [.. definition.Targets.OrEmpty().Select(target => target with { Skills = target.Skills.OrEmpty() })],
    };

    private static bool AreEqual(QueueDefinition one, QueueDefinition other) =>
        JsonSerializer.Serialize(one, GrainStorageNames.Json) == JsonSerializer.Serialize(other, GrainStorageNames.Json);
}
