using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Routing;

/// <summary>A case that waits, who gets it, and what the customer learns of it.</summary>
public sealed class WaitingTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task A_new_case_waits_in_the_queue_that_the_rules_name()
    {
        var (ticket, customer) = await GivenTicket();
        var seen = await Waits(ticket, "general");
        Assert.Equal("default", seen.Body!["queued"]!["rule"]!.GetValue<string>());
        Assert.Equal("service", seen.Body["queued"]!["department"]!.GetValue<string>());
        Assert.True(Number(await Api.Get($"/v1/tickets/{ticket}", customer), "queuePosition") >= 1);
    }

    [Fact]
    public async Task Who_came_first_is_first_and_leaving_moves_the_others_up()
    {
        var desk = await GivenDesk();
        var (first, customer) = await GivenCase(desk);
        var (second, _) = await GivenCase(desk);
        await Waits(first, desk.Queue, position: 1);
        await Waits(second, desk.Queue, position: 2);
        await Done(first, customer, "cancel");
        await Waits(second, desk.Queue, position: 1);
    }

    [Fact]
    public async Task The_customer_learns_his_position_and_nothing_of_queues_and_agents()
    {
        var desk = await GivenDesk();
        var (ticket, customer) = await GivenCase(desk);
        await Waits(ticket, desk.Queue, position: 1);
        var waiting = await Api.Get($"/v1/tickets/{ticket}", customer);
        Assert.Equal(1, Number(waiting, "queuePosition"));
        Assert.DoesNotContain(desk.Queue, waiting.Text, StringComparison.Ordinal);

        var agent = await GivenAgent(desk);
        await Held(ticket, agent);
        var held = await Api.Get($"/v1/tickets/{ticket}", customer);
        foreach (var field in new[] { "queue", "queued", "owner", "assignee", "assignment", "queuePosition", "expectedWait", "waitingIn" })
        {
            Assert.Null(held.Body![field]);
        }

        Assert.DoesNotContain(agent, held.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(agent, (await Api.Get($"/v1/tickets/{ticket}/timeline", customer)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_it_waits_nobody_is_told_that_nothing_changed()
    {
        var desk = await GivenDesk();
        var (ticket, customer) = await GivenCase(desk);
        var waiting = await Waits(ticket, desk.Queue);
        Assert.Equal(HttpStatusCode.OK, (await Ask(ticket, customer, waiting.Version)).Status);
        var held = await Held(ticket, await GivenAgent(desk));
        Assert.Equal(HttpStatusCode.NotModified, (await Ask(ticket, customer, held.Version)).Status);
    }

    [Fact]
    public async Task An_agent_who_comes_online_is_given_what_waits_with_the_reason()
    {
        var desk = await GivenDesk();
        var (ticket, _) = await GivenCase(desk);
        await Waits(ticket, desk.Queue);
        var agent = await GivenAgent(desk, "Offline");
        await Present(agent, "Online");

        var held = await Held(ticket, agent);
        Assert.Equal((desk.Queue, agent), (Text(held, "queue"), Text(held, "owner")));
        var assignment = held.Body!["assignment"]!;
        Assert.Equal(("Auto", Units, true), (assignment["mode"]!.GetValue<string>(), assignment["units"]!.GetValue<int>(), assignment["active"]!.GetValue<bool>()));
        Assert.Equal(agent, assignment["agent"]!.GetValue<string>());
        Assert.Equal("only-candidate", assignment["reason"]!["rule"]!.GetValue<string>());
        Assert.Equal(agent, assignment["reason"]!["considered"]![0]!["agent"]!.GetValue<string>());
        var view = await Uses(agent, Units);
        Assert.Equal(1, Number(view, "activeTickets"));
        var work = await Api.Get($"/v1/agents/{agent}/work", $"agent:{agent}");
        Assert.Equal(ticket, Assert.Single(work.Body!["tickets"]!.AsArray())!["ticketId"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Waiting_for_the_customer_frees_the_units_and_his_answer_brings_the_case_back()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk);
        var (ticket, customer) = await GivenCase(desk);
        await Held(ticket, agent);
        await Done(ticket, $"agent:{agent}", "request-info", new JsonObject { ["questions"] = "Which one?" });
        await Uses(agent, 0);
        Assert.False((await Case(ticket)).Body!["assignment"]!["active"]!.GetValue<bool>());

        await Done(ticket, customer, "provide-info", new JsonObject { ["answers"] = new JsonObject { ["which"] = "The red one." } });
        Assert.True((await Held(ticket, agent)).Body!["assignment"]!["active"]!.GetValue<bool>());
        await Uses(agent, Units);
    }

    [Fact]
    public async Task Signing_off_sends_the_work_back_with_its_age()
    {
        var desk = await GivenDesk();
        var (ticket, _) = await GivenCase(desk);
        var since = (await Waits(ticket, desk.Queue)).Body!["queued"]!["since"]!.GetValue<string>();
        var agent = await GivenAgent(desk);
        await Held(ticket, agent);
        await Present(agent, "Offline");
        var waiting = await Waits(ticket, desk.Queue);
        Assert.Equal(since, waiting.Body!["queued"]!["since"]!.GetValue<string>());
        Assert.Equal(agent, Text(waiting, "owner"));
        await Uses(agent, 0);
    }

    [Fact]
    public async Task Skills_decide_who_may_have_it_until_a_target_relaxes()
    {
        var desk = await GivenDesk(queue =>
        {
            queue["requiredSkills"] = new JsonArray(new JsonObject { ["skill"] = "legal", ["level"] = 3 });
            queue["targets"] = new JsonArray(new JsonObject { ["after"] = "PT1S", ["skills"] = new JsonArray(new JsonObject { ["skill"] = "refund" }) });
        });
        await GivenAgent(desk);
        var able = await GivenAgent(desk, shape: agent => agent["skills"] = new JsonArray(new JsonObject { ["skill"] = "refund" }));
        var (ticket, _) = await GivenCase(desk);
        var held = await Held(ticket, able);
        Assert.Equal(1, held.Body!["assignment"]!["reason"]!["target"]!.GetValue<int>());
    }

    private Task<ApiAnswer> Ask(Guid ticket, string role, int seen) =>
        Api.Send(HttpMethod.Get, $"/v1/tickets/{ticket}", role, null, request => request.Headers.TryAddWithoutValidation("If-None-Match", $"\"{seen}\""));
}
