using System.Text.Json;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Storage;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

public sealed class QueueChangesTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 10, 12, 0, 0, TimeSpan.Zero);
    private readonly RoutingPolicy _policy = new();
    private QueueCatalogState _state = new();

    private QueueCatalogDocument Document => QueueChanges.Document(_state);

    [Fact]
    public void The_built_in_queues_stay_when_one_is_added()
    {
        var added = Put("vip", Definition("Important"));
        Assert.Equal(("vip", 1, Now, "admin-1"), (added.Value!.Id, added.Value.Version, added.Value.UpdatedAt!.Value, added.Value.UpdatedBy));
        Assert.Equal((2, BuiltInQueues.Document.Queues.Length + 1), (Document.Revision, Document.Queues.Length));
        Assert.Equal(Document.Queues.Select(queue => queue.Id).Order(StringComparer.Ordinal), Document.Queues.Select(queue => queue.Id));
    }

    [Fact]
    public void A_change_is_a_new_version_and_an_equal_definition_is_none()
    {
        Put("vip", Definition("Important"));
        Assert.Equal(2, Put("vip", Definition("Important") with { RequiredSkills = [new("vip", 2)] }).Value!.Version);
        Assert.Equal(2, Put("vip", Definition("Important") with { RequiredSkills = [new("vip", 2)], Targets = default }).Value!.Version);
        Assert.Equal(3, Document.Revision);
    }

    [Fact]
    public void A_retry_gets_the_first_answer_and_the_same_key_with_another_body_is_refused()
    {
        var command = CommandId.Of("iss", "admin-1", "key-1", "body"u8);
        var first = Put("vip", Definition("One"), command);
        Put("vip", Definition("Two"));
        Assert.Equal(first, Put("vip", Definition("One"), command));
        Assert.Equal(FailureCodes.IdempotencyKeyReused, Put("vip", Definition("Three"), CommandId.Of("iss", "admin-1", "key-1", "other"u8)).Failure!.Code);
        Assert.Equal("Two", Document.Queues.Single(queue => queue.Id == "vip").Definition.Name);
    }

    [Theory]
    [InlineData("general", 1, true)]
    [InlineData("general", 2, false)]
    [InlineData("new", 0, true)]
    [InlineData("new", 1, false)]
    public void If_match_is_compared_with_the_version(string id, int ifMatch, bool accepted) =>
        Assert.Equal(accepted ? null : FailureCodes.PreconditionFailed, Put(id, Definition("Changed"), ifMatch: ifMatch).Failure?.Code);

    [Fact]
    public void A_removed_queue_is_gone_and_one_of_its_name_gets_a_higher_version()
    {
        Put("vip", Definition("Important"));
        Assert.Equal(1, Remove("vip").Value!.Version);
        Assert.DoesNotContain(Document.Queues, queue => queue.Id == "vip");
        Assert.Equal("vip", Assert.Single(_state.Removed).Id);
        Assert.Equal(FailureCodes.NotFound, Remove("vip").Failure!.Code);
        Assert.Equal(2, Put("vip", Definition("Important")).Value!.Version);
        Assert.Empty(_state.Removed);
    }

    [Theory]
    [InlineData("general", "default queue")]
    [InlineData("finance", "Rule finance")]
    [InlineData("target", "Queue source overflows")]
    public void A_queue_that_is_needed_cannot_be_removed(string id, string because)
    {
        Put("target", Definition("Target"));
        Put("source", Definition("Source") with { OverflowQueue = "target" });
        var failure = Remove(id).Failure!;
        Assert.Equal(FailureCodes.ActionNotPossible, failure.Code);
        Assert.Contains(because, failure.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void General_cannot_be_removed_even_when_another_is_the_default() =>
        Assert.Equal(
            FailureCodes.ActionNotPossible,
            QueueChanges.Remove(_state, "general", _policy with { DefaultQueue = "finance" }, Context(null, null), Now).Failure!.Code);

    [Fact]
    public void What_is_stored_survives_JSON()
    {
        Put("vip", new QueueDefinition
        {
            Name = "Important", Mode = QueueMode.Offer, RequiredSkills = [new("vip", 3)], Targets = [new(TimeSpan.FromMinutes(1), default)],
            OverflowQueue = "general", OverflowAfter = TimeSpan.FromMinutes(5), MaxWaiting = 10,
        });
        Put("gone", Definition("Gone"));
        Remove("gone");
        var json = JsonSerializer.Serialize(_state, GrainStorageNames.Json);
        var read = JsonSerializer.Deserialize<QueueCatalogState>(json, GrainStorageNames.Json)!;
        Assert.Equal(json, JsonSerializer.Serialize(read, GrainStorageNames.Json));
        var vip = read.Queues.Single(queue => queue.Id == "vip").Definition;
        Assert.Equal((3, TimeSpan.FromMinutes(1), 10), (vip.RequiredSkills[0].Level, vip.Targets[0].After, vip.MaxWaiting!.Value));
    }

    internal static QueueDefinition Definition(string name) => new() { Name = name };

    private static CallContext Context(CommandId? command, int? ifMatch) =>
        new(new Caller("iss", "admin-1", Roles.Admin), command ?? CommandId.New(), ifMatch is { } version ? [version] : default);

    private Outcome<QueueDocument> Put(string id, QueueDefinition definition, CommandId? command = null, int? ifMatch = null) =>
        Keep(QueueChanges.Put(_state, id, definition, _policy, BuiltInCalendars.Set, Context(command, ifMatch), Now));

    private Outcome<QueueDocument> Remove(string id) => Keep(QueueChanges.Remove(_state, id, _policy, Context(null, null), Now));

    private Outcome<QueueDocument> Keep(Outcome<(QueueDocument Answer, QueueCatalogState? Next)> changed)
    {
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        _state = changed.Value.Next ?? _state;
        return changed.Value.Answer;
    }
}
