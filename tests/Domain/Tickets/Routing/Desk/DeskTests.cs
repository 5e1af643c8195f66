using AfterSales.Log;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tests.Domain.Streams;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>
/// The assignment protocol between "written" and "known". Symptoms these hold back: a case with two assignees, and an agent freed of a case that is
/// his.
/// </summary>
public sealed class DeskTests
{
    private readonly FakeEventLog _log = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_answer_ends_up_as_assigned_once(bool written)
    {
        var desk = await new Desk(_log).Opened();
        _log.FailNext(AppendStatus.Unknown, kept: written);
        var request = Samples.Assignment(1);
        Assert.Null(await desk.Assign(request));
        Assert.True(await desk.Assign(request));
        Assert.True(await new Desk(_log).Assign(request));
        Assert.Equal([Guid.Empty, request.AssignmentId], _log.Rows.Select((row, i) => i == 0 ? Guid.Empty : row.CommandId));
    }

    [Fact]
    public async Task A_fence_is_refused_by_the_assignment_it_meets_in_flight()
    {
        var log = new ScriptedLog();
        var desk = await new Desk(log).Opened();
        var held = log.HeldAppend = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var request = Samples.Assignment(1);
        var assigning = desk.Assign(request);

        var asked = (await desk.Routing.ConfirmOrVoid(request.AssignmentId, 1, 0)).Facts;
        held.SetResult(AppendStatus.Committed);
        Assert.Equal(request.AssignmentId, asked.Value!.Assigned?.AssignmentId);
        Assert.True(await assigning);
        Assert.Equal(2, log.Rows.Count);
    }

    [Fact]
    public async Task An_assignment_that_comes_after_its_fence_is_refused_for_ever()
    {
        var late = await new Desk(_log).Opened();
        var request = Samples.Assignment(1);
        var asked = await new Desk(_log).Routing.ConfirmOrVoid(request.AssignmentId, 1, 0);
        Assert.Equal((2, 2), (asked.Facts.Value!.Version, asked.Facts.Value.Waiting!.Round));
        Assert.False(await late.Assign(request));
        Assert.Equal(2, _log.Rows.Count);
    }

    [Fact]
    public async Task A_round_that_is_not_known_here_is_looked_up_before_it_is_refused()
    {
        var behind = await new Desk(_log).Opened();
        await new Desk(_log).Routing.ConfirmOrVoid(Guid.NewGuid(), 1, 0);
        Assert.True(await behind.Assign(Samples.Assignment(2)));
    }

    /// <summary>Symptom: the follower told of a claim that another activation had committed, and the agent's question got the old answer for ever.</summary>
    [Fact]
    public async Task A_version_that_is_not_known_here_is_looked_up_before_it_is_answered()
    {
        var behind = await new Desk(_log).Opened();
        var request = Samples.Assignment(1);
        Assert.True(await new Desk(_log).Assign(request));
        Assert.Null((await behind.Routing.ConfirmOrVoid(request.AssignmentId, 0, 1)).Facts.Value!.Assigned);
        var asked = (await behind.Routing.ConfirmOrVoid(request.AssignmentId, 0, 2)).Facts.Value!;
        Assert.Equal((2, request.AssignmentId), (asked.Version, asked.Assigned?.AssignmentId));
    }

    [Fact]
    public async Task Who_only_asks_changes_nothing()
    {
        var desk = await new Desk(_log).Opened();
        var asked = await desk.Routing.ConfirmOrVoid(Guid.NewGuid(), 0, 0);
        Assert.Equal((1, null), (asked.Facts.Value!.Waiting!.Round, asked.Before));
        Assert.Equal("general", (await desk.Routing.Read()).Facts.Value!.Waiting!.Queue);
        Assert.Single(_log.Rows);
    }

    [Fact]
    public async Task What_storage_does_not_answer_is_a_failure_and_never_a_refusal()
    {
        await new Desk(_log).Opened();
        _log.Unreachable = true;
        var desk = new Desk(_log);
        Assert.Equal(FailureCodes.StorageUnavailable, (await desk.Routing.Assign(Samples.Assignment(1))).Facts.Failure?.Code);
        Assert.Equal(FailureCodes.StorageUnavailable, (await desk.Routing.Reroute(1, "quality", RerouteReason.Overflow)).Facts.Failure?.Code);
        Assert.Equal(FailureCodes.StorageUnavailable, (await desk.Routing.Read()).Facts.Failure?.Code);
    }

    [Fact]
    public async Task A_queue_that_this_process_does_not_know_yet_is_looked_up_once()
    {
        var added = new QueueDocument("vip", 1, new QueueDefinition { Name = "VIP" }, null, null);
        var queues = new Desk.QueueSource { Newest = BuiltInQueues.Document with { Queues = [.. BuiltInQueues.Document.Queues, added] } };
        var desk = await new Desk(_log, queues).Opened();
        var moved = await desk.Routing.Reroute(1, "vip", RerouteReason.Overflow);
        Assert.Equal(("vip", 1), (moved.Facts.Value!.Waiting!.Queue, queues.Refreshed));
        await desk.Routing.Reroute(2, "general", RerouteReason.Overflow);
        Assert.Equal(1, queues.Refreshed);
    }

    [Fact]
    public async Task A_removed_queue_is_looked_up_before_the_rules_are_asked()
    {
        var left = BuiltInQueues.Document with { Queues = [.. BuiltInQueues.Document.Queues.Where(queue => queue.Id != "quality")] };
        var queues = new Desk.QueueSource { Newest = left };
        var desk = await new Desk(_log, queues).Opened();
        await desk.Routing.Reroute(1, "quality", RerouteReason.Overflow);
        var moved = await desk.Routing.Reroute(2, null, RerouteReason.QueueRemoved);
        Assert.Equal(("general", 1), (moved.Facts.Value!.Waiting!.Queue, queues.Refreshed));
    }
}
