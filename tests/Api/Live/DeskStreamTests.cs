using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using AfterSales.Tests.Api.Routing;
using Xunit;

namespace AfterSales.Tests.Api.Live;

public sealed class DeskStreamTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task A_queue_can_be_watched_as_it_fills_and_drains()
    {
        var desk = await GivenDesk();
        await using var stream = await EventStreamReader.Open(Api, $"topic=queues/{desk.Queue}", "lead");
        var numbers = await stream.Next("stats");
        Assert.Null(numbers.Id);
        Assert.Equal((desk.Queue, 0), ((string)numbers.Json["queue"]!, (int)numbers.Json["waiting"]!));

        var (ticket, _) = await GivenCase(desk);
        var queued = (await stream.Next("ticket")).Json;
        Assert.Equal((ticket, desk.Queue), ((Guid)queued["ticketId"]!, (string)queued["queue"]!));
        await Numbers(stream, waiting: 1);

        var agent = await GivenAgent(desk);
        var assigned = await Holding(stream, "assigned");
        Assert.Equal((ticket, agent), ((Guid)assigned["ticketId"]!, (string)assigned["assignee"]!));
        await Numbers(stream, waiting: 0);
    }

    [Fact]
    public async Task A_case_that_is_sent_to_another_queue_is_seen_to_leave()
    {
        var (desk, other) = (await GivenDesk(), await GivenDesk());
        var (ticket, _) = await GivenCase(desk);
        await Waits(ticket, desk.Queue);
        await using var stream = await EventStreamReader.Open(Api, $"topic=queues/{desk.Queue}", "lead");
        await Done(ticket, "lead", "transfer", new JsonObject { ["queueId"] = other.Queue, ["reason"] = "Theirs" });
        JsonNode live;
        do
        {
            live = (await stream.Next("ticket")).Json;
        }
        while ((string)live["queue"]! == desk.Queue);

        Assert.Equal((ticket, other.Queue), ((Guid)live["ticketId"]!, (string)live["queue"]!));
    }

    [Fact]
    public async Task An_offer_and_its_end_are_seen_by_the_queue_it_comes_from()
    {
        var desk = await GivenDesk(body => body["mode"] = "offer");
        await using var stream = await EventStreamReader.Open(Api, $"topic=queues/{desk.Queue}", "lead");
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var offered = await Holding(stream, "work-offered", type: "agent");
        Assert.Equal(ticket, (Guid)offered["ticketId"]!);
        Assert.Equal(desk.Queue, (string)offered["queue"]!);

        Ok(await Answer(agent, (await Offered(agent)).Offer, "reject"));
        var ended = await Holding(stream, "offer-closed", type: "agent");
        Assert.Equal((ticket, desk.Queue), ((Guid)ended["ticketId"]!, (string)ended["queue"]!));
    }

    [Fact]
    public async Task An_agent_s_stream_holds_his_presence_and_his_cases()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk, "Offline");
        await using var stream = await EventStreamReader.Open(Api, $"topic=agents/{agent}", $"agent:{agent}");
        await Present(agent, "Online");
        Assert.Equal("Online", (string)(await Holding(stream, "presence-set", type: "agent"))["presence"]!);

        var (ticket, _) = await GivenCase(desk);
        var assigned = await Holding(stream, "assigned");
        Assert.Equal((ticket, agent), ((Guid)assigned["ticketId"]!, (string)assigned["assignee"]!));

        await Done(ticket, "lead", "transfer", new JsonObject { ["queueId"] = (await GivenDesk()).Queue, ["reason"] = "Not theirs" });
        var ended = await Holding(stream, "work-ended", type: "agent");
        Assert.Equal(ticket, (Guid)ended["ticketId"]!);
    }

    private static async Task<JsonNode> Holding(EventStreamReader stream, string happening, string type = "ticket")
    {
        while (true)
        {
            var live = (await stream.Next(type)).Json;
            if (live["events"]!.AsArray().Any(name => (string)name! == happening))
            {
                return live;
            }
        }
    }

    private static async Task Numbers(EventStreamReader stream, int waiting)
    {
        while ((int)(await stream.Next("stats")).Json["waiting"]! != waiting)
        {
            // Numbers of a moment before.
        }
    }
}
