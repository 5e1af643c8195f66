using AfterSales.Log;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Routing;

public sealed class RoutingFollowerTests : ReadModelTest
{
    [Fact]
    public async Task Shards_and_agents_hear_where_a_case_is_and_where_it_is_no_more()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => id.ToByteArray()[15] switch
        {
            1 => Rows.Ticket(id, version).WaitsIn("phone").Left(new LeftPlace("general", null, 3), new LeftPlace(null, "a-1", 3)),
            2 => Rows.Ticket(id, version).AssignedTo("a-2").Left(new LeftPlace("general", null, 3), new LeftPlace("phone", null, 3)),
            _ => Rows.Ticket(id, version),
        };
        await Append(1, 3);
        await Append(2, 3);
        await Append(3, 3);
        await Follow(process);

        Assert.Equal([("general", Rows.Id(1)), ("general", Rows.Id(2)), ("phone", Rows.Id(1)), ("phone", Rows.Id(2))], ToldQueues(process));
        Assert.Equal([("a-1", Rows.Id(1)), ("a-2", Rows.Id(2))], process.Grains.Agents.Select(told => (told.Agent, told.Facts.TicketId)).Distinct().Order());
        Assert.Empty(process.Grains.Rerouted);
    }

    [Fact]
    public async Task Who_lost_a_case_before_the_slice_is_not_told_again()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) =>
            Rows.Ticket(id, version).WaitsIn("phone").Left(new LeftPlace("general", null, 2), new LeftPlace(null, "a-1", 2), new LeftPlace("warehouse", null, 4));
        var slice = new[] { 3, 4 }.Select(seq => new LogMark(new LogCursor(1, seq), StreamKind.Ticket, Rows.Id(1), seq)).ToArray();
        await Append(1, 4);
        await process.Get<AfterSales.Followers.ProjectionConsumer>().Consume(slice, Cancel);

        Assert.Equal([("phone", Rows.Id(1)), ("warehouse", Rows.Id(1))], ToldQueues(process));
        Assert.Empty(process.Grains.Agents);
    }

    [Fact]
    public async Task The_queue_of_an_assignment_hears_how_it_goes_on_and_that_it_ended()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => id.ToByteArray()[15] switch
        {
            1 => Rows.Ticket(id, version).AssignedTo("a-1", "phone"),
            2 => Rows.Ticket(id, version).WaitsIn("warehouse").Left(new LeftPlace("phone", null, 1), new LeftPlace("general", null, 2), new LeftPlace(null, "a-1", 4)),
            _ => Rows.Ticket(id, version).Left(new LeftPlace("general", null, 1), new LeftPlace(null, "a-1", 2)),
        };
        var slice = new[] { 1, 2, 3 }.Select(n => new LogMark(new LogCursor(1, n), StreamKind.Ticket, Rows.Id(n), 4)).ToArray();
        for (var n = 1; n <= 3; n++)
        {
            await Append(n, 4);
        }

        await process.Get<AfterSales.Followers.ProjectionConsumer>().Consume(slice, Cancel);
        Assert.Equal([("general", Rows.Id(2)), ("phone", Rows.Id(1)), ("warehouse", Rows.Id(2))], ToldQueues(process));
    }

    [Fact]
    public async Task A_case_that_nobody_routed_is_asked_to_route_itself()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version).Unrouted();
        await Append(1, 1);
        await Follow(process);
        Assert.Equal([(Rows.Id(1), 0, null, RerouteReason.Unrouted)], process.Grains.Rerouted.Distinct());
    }

    [Fact]
    public async Task A_rebuild_finds_the_cases_that_nobody_routed_and_tells_nobody_else()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => id == Rows.Id(1) ? Rows.Ticket(id, version).Unrouted() : Rows.Ticket(id, version).WaitsIn("general");
        await Append(1, 1);
        await Append(2, 1);
        await Database.Readable();
        var rebuild = await process.StartRebuild();
        await Eventually.Of(rebuild.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "the rebuild ends");
        Assert.Equal([Rows.Id(1)], process.Grains.Rerouted.Select(told => told.Ticket).Distinct());
        Assert.Empty(process.Grains.Queues);
    }

    [Theory]
    [InlineData("queue general")]
    [InlineData("agent a-1")]
    public async Task Whoever_does_not_take_it_is_told_again_and_the_others_are_told_all_the_same(string refusing)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => id.ToByteArray()[15] switch
        {
            1 => Rows.Ticket(id, version).WaitsIn("general"),
            _ => Rows.Ticket(id, version).AssignedTo("a-1"),
        };
        var attempts = 0;
        process.Grains.Refuse = receiver =>
            receiver != refusing ? null
            : Interlocked.Increment(ref attempts) switch
            {
                1 => new Failure(FailureCodes.Overloaded, "busy"),
                2 => throw new TimeoutException(),
                _ => null,
            };
        await Append(1, 1);
        await Append(2, 1);
        await Follow(process);
        Assert.True(Volatile.Read(ref attempts) >= 3, $"{attempts} attempts");
        Assert.Contains(process.Grains.Queues, told => told.Queue == "general");
        Assert.Contains(process.Grains.Agents, told => told.Agent == "a-1");
    }

    [Fact]
    public async Task A_shard_is_told_at_most_a_thousand_at_a_time_agents_first()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Queues.Current = FixedQueues.Of(FixedQueues.Queue("general"));
        var marks = new List<LogMark>();
        var rows = Enumerable.Range(1, 1_500).Select(n => Rows.Ticket(n).WaitsIn("general")).ToArray();
        var agents = Enumerable.Range(2_001, 700).Select(n => Routed.Agent(Rows.Id(n), 1, status => status with { AgentId = $"a-{n}" })).ToArray();
        await process.Get<IRowWriter<TicketRow>>().Write(rows, Cancel);
        await process.Get<IRowWriter<AgentRow>>().Write(agents, Cancel);
        marks.AddRange(rows.Select(row => new LogMark(new LogCursor(1, 1), StreamKind.Ticket, row.Summary.Id, 1)));
        marks.AddRange(agents.Select(row => new LogMark(new LogCursor(1, 1), StreamKind.Agent, row.StreamId, 1)));
        await process.Get<AfterSales.Followers.ProjectionConsumer>().Consume(marks, Cancel);

        Assert.Equal([(300, 700), (1_000, 0), (200, 0)], process.Grains.Queues.Select(told => (told.Tickets.Length, told.Agents.Length)));
        Assert.Equal(1_500, process.Grains.Queues.SelectMany(told => told.Tickets).Select(facts => facts.TicketId).Distinct().Count());
        Assert.Equal(700, process.Grains.Queues.SelectMany(told => told.Agents).Select(agent => agent.AgentId).Distinct().Count());
    }

    private Task Append(int ticket, int through) => Database.Append(StreamKind.Ticket, Rows.Id(ticket), 1, through);

    private static IEnumerable<(string, Guid)> ToldQueues(ReadModelProcess process) =>
        process.Grains.Queues.SelectMany(told => told.Tickets.Select(facts => (told.Queue, facts.TicketId))).Distinct().Order();

    private async Task Follow(ReadModelProcess process)
    {
        await process.StartProjection();
        await Eventually.True(
            () => Database.Ask<bool>("select position = (select max(position) from event_log) from follower_cursor where name = 'projection'"), "the log is followed");
    }
}
