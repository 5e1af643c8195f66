using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Routing;

/// <summary>What business time does to work and offers. On a system of their own: the clock is everybody's.</summary>
public sealed class TimeTests : RoutingTests, IAsyncLifetime
{
    public TimeTests()
        : this(new SystemFixture())
    {
    }

    private TimeTests(SystemFixture own)
        : base(own)
    {
    }

    public ValueTask InitializeAsync() => System.InitializeAsync();

    public ValueTask DisposeAsync() => System.DisposeAsync();

    [Fact]
    public async Task Who_stays_silent_loses_the_case_and_it_is_recorded()
    {
        var desk = await GivenDesk();
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var (acted, _) = await GivenCase(desk);
        await Held(ticket, agent);
        await Held(acted, agent);
        await Done(acted, $"agent:{agent}", "note", new JsonObject { ["text"] = "I am on it." });
        await Eventually.Get(
            () => Api.Get($"/v1/agents/{agent}/work", "lead"),
            work => work.Body!["tickets"]!.AsArray().Count(held => held!["firstActionBy"] is not null) == 1,
            "one of the two still wants its first action");

        // Busy keeps what he has and gets nothing more: otherwise the case would come back to him, who is its owner.
        await Present(agent, "Busy");
        await Advance("PT16M");
        await Waits(ticket, desk.Queue, position: 1);
        Assert.Contains("NoFirstAction", (await Api.Get($"/v1/tickets/{ticket}/timeline", "lead")).Text, StringComparison.OrdinalIgnoreCase);
        await Uses(agent, Units);
        Assert.Equal(agent, Text(await Case(acted), "assignee"));
    }

    [Fact]
    public async Task Who_stays_away_keeps_no_work_and_an_offer_ends_with_its_time()
    {
        var (desk, offers) = (await GivenDesk(), await GivenDesk(queue => queue["mode"] = "offer"));
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, agent);
        var asked = await GivenAgent(offers);
        var (offered, _) = await GivenCase(offers);
        await Offered(asked);

        await Advance("PT31S");
        await Eventually.Get(() => Agent(asked), seen => Text(seen, "presence") == "Away", "the default of 30 s is over");
        await Waits(offered, offers.Queue, position: 1);

        await Present(agent, "Away");
        await Advance("PT6M");
        await Waits(ticket, desk.Queue, position: 1);
        await Uses(agent, 0);
    }

    private async Task Advance(string by) => Ok(await Api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = by }));
}
