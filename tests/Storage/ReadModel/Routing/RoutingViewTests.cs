using System.Text.Json;
using AfterSales.Agents;
using AfterSales.Log;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Routing;

public sealed class RoutingViewTests : ReadModelTest
{
    [Fact]
    public async Task A_shard_loads_every_case_that_waits_in_its_queue_with_every_field_and_no_other()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var waiting = Rows.Ticket(1, version: 7).WaitsIn("general").Left(new LeftPlace("phone", null, 6), new LeftPlace(null, "a-3", 5));
        await process.Get<IRowWriter<TicketRow>>().Write(
            [waiting, Rows.Ticket(2).WaitsIn("phone"), Rows.Ticket(3, with: t => t with { Queue = "general" }).AssignedTo("a-1"), Rows.Ticket(4)], Cancel);

        var loaded = Assert.Single(await process.Get<IRoutingView>().LoadWaiting("general", Cancel));
        AssertSame(waiting.Routing, loaded);
        Assert.Empty(await process.Get<IRoutingView>().LoadWaiting("warehouse", Cancel));
    }

    [Fact]
    public async Task A_case_that_was_assigned_since_is_loaded_no_more()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, version: 1).WaitsIn("general")], Cancel);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, version: 2).AssignedTo("a-1")], Cancel);
        Assert.Empty(await process.Get<IRoutingView>().LoadWaiting("general", Cancel));
    }

    [Fact]
    public async Task A_case_is_listed_in_the_queue_it_waits_in()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1).WaitsIn("general")], Cancel);
        Assert.Single((await process.Get<ITicketQueries>().List(new TicketFilter { Queue = "general" }, null, 10, Cancel)).Items);
    }

    [Fact]
    public async Task What_nobody_needs_to_hear_of_takes_no_room()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write(
            [Rows.Ticket(1), Rows.Ticket(2).With(facts => facts with { Left = default }), Rows.Ticket(3).Unrouted(), Rows.Ticket(4).Left(new LeftPlace("q", null, 1))], Cancel);
        Assert.Equal(2, await Database.Ask<long>("select count(*) from ticket_view where routing is null"));
        Assert.Equal(0, await Database.Ask<long>("select count(*) from ticket_view where waits"));
    }

    [Fact]
    public async Task Arrays_that_were_never_set_can_be_written_and_read()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var row = Rows.Ticket(1).WaitsIn("general").With(facts => facts with { Left = default, Waiting = facts.Waiting! with { Skills = default } });
        await process.Get<IRowWriter<TicketRow>>().Write([row], Cancel);
        Assert.True(Assert.Single(await process.Get<IRoutingView>().LoadWaiting("general", Cancel)).Waiting!.Skills.OrEmpty().IsEmpty);
    }

    [Fact]
    public async Task Agents_are_loaded_with_every_field_and_removed_ones_are_not()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var agent = Routed.Agent(Rows.Id(1), version: 4);
        await process.Get<IRowWriter<AgentRow>>().Write([agent, Routed.Agent(Rows.Id(2), 1, Removed)], Cancel);
        AssertSame(agent.Status, Assert.Single(await process.Get<IRoutingView>().LoadAgents(Cancel)));
    }

    [Fact]
    public async Task A_removed_agent_is_loaded_while_he_holds_cases_although_they_are_at_rest()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var writer = process.Get<IRowWriter<AgentRow>>();
        await writer.Write([Routed.Agent(Rows.Id(1), 1, status => Removed(status) with { Holds = true })], Cancel);
        Assert.True(Assert.Single(await process.Get<IRoutingView>().LoadAgents(Cancel)).Holds);
        await writer.Write([Routed.Agent(Rows.Id(1), 2, Removed)], Cancel);
        Assert.Empty(await process.Get<IRoutingView>().LoadAgents(Cancel));
    }

    [Fact]
    public async Task A_row_that_does_not_say_whether_its_agent_holds_anything_is_read_by_his_units()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<AgentRow>>().Write([Routed.Agent(Rows.Id(1), 1, status => status with { Holds = false })], Cancel);
        Assert.True(Assert.Single(await process.Get<IRoutingView>().LoadAgents(Cancel)).Holds);
    }

    [Fact]
    public async Task The_newer_version_of_an_agent_wins()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var writer = process.Get<IRowWriter<AgentRow>>();
        await writer.Write([Routed.Agent(Rows.Id(1), 2, status => status with { UnitsInUse = 20 })], Cancel);
        await writer.Write([Routed.Agent(Rows.Id(1), 1, status => status with { UnitsInUse = 10 })], Cancel);
        Assert.Equal(20, Assert.Single(await process.Get<IRoutingView>().LoadAgents(Cancel)).UnitsInUse);
        await writer.Write([Routed.Agent(Rows.Id(1), 3, status => status with { UnitsInUse = 30 })], Cancel);
        Assert.Equal(30, Assert.Single(await process.Get<IRoutingView>().LoadAgents(Cancel)).UnitsInUse);
    }

    [Fact]
    public async Task An_agent_marked_as_dirty_is_written()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.StartAll();
        process.Get<IDirtyAgents>().Mark(Routed.Agent(Rows.Id(1), 1));
        await Eventually.True(async () => (await process.Get<IRoutingView>().LoadAgents(Cancel)).Count == 1, "the agent is written");
    }

    [Fact]
    public async Task A_long_queue_is_loaded_whole_and_through_its_own_index()
    {
        const int Many = 20_000;
        await using var process = new ReadModelProcess(Database.ConnectionString);
        for (var from = 1; from <= Many; from += 2_000)
        {
            await process.Get<IRowWriter<TicketRow>>().Write([.. Enumerable.Range(from, 2_000).Select(n => Rows.Ticket(n).WaitsIn("general"))], Cancel);
        }

        var loaded = await process.Get<IRoutingView>().LoadWaiting("general", Cancel);
        Assert.Equal(Many, loaded.Select(facts => facts.TicketId).Distinct().Count());
        await Database.Execute("analyze ticket_view");
        var plan = await Database.Ask<string>("explain (format json) select routing from ticket_view where queue = 'other' and waits");
        Assert.Contains("ticket_view_waits", plan);
    }

    [Fact]
    public async Task A_database_that_is_away_is_said_to_be_so()
    {
        using var link = new DatabaseLink(Database);
        await using var process = new ReadModelProcess(link.ConnectionString);
        link.Cut();
        await Assert.ThrowsAsync<LogUnavailableException>(() => process.Get<IRoutingView>().LoadWaiting("general", Cancel));
        await Assert.ThrowsAsync<LogUnavailableException>(() => process.Get<IRoutingView>().LoadAgents(Cancel));
    }

    private static AgentStatus Removed(AgentStatus status) => status with { Exists = false, UnitsInUse = 0, HasOpenOffer = false, Holds = false };

    /// <summary>Records compare their arrays by reference; as JSON they compare by what they hold.</summary>
    private static void AssertSame<T>(T expected, T actual) => Assert.Equal(JsonSerializer.Serialize(expected), JsonSerializer.Serialize(actual));
}
