using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Routing;

/// <summary>Queues of mode <c>offer</c>: pending, then accepted, rejected, timed out or rescinded.</summary>
public sealed class OfferTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task An_accepted_offer_is_an_assignment_and_the_same_key_says_so_again()
    {
        var desk = await GivenOfferDesk();
        var agent = await GivenAgent(desk);
        var (ticket, customer) = await GivenCase(desk);
        var (offer, offered) = await Offered(agent);
        Assert.Equal(ticket, offered);
        Assert.Equal((Units, 1), (Number(await Agent(agent), "unitsInUse"), Number(await Agent(agent), "openOffers")));
        Assert.Null(Text(await Case(ticket), "assignee"));

        var accepted = Ok(await Answer(agent, offer, "accept", key: "take"));
        Assert.Equal((ticket, agent), (accepted.Id, Text(accepted, "assignee")));
        Assert.Equal("Offer", accepted.Body!["assignment"]!["mode"]!.GetValue<string>());
        Assert.Equal($"\"{accepted.Version}\"", accepted.Headers.ETag?.Tag);
        Assert.False(accepted.Replayed);
        var again = Ok(await Answer(agent, offer, "accept", key: "take"));
        Assert.Equal((agent, true), (Text(again, "assignee"), again.Replayed));
        Assert.Equal(accepted.Version, Ok(await Answer(agent, offer, "accept")).Version);
        var view = await Eventually.Get(() => Agent(agent), seen => Number(seen, "activeTickets") == 1, "the case is his");
        Assert.Equal((Units, 0), (Number(view, "unitsInUse"), Number(view, "openOffers")));

        await Done(ticket, customer, "cancel");
        await Uses(agent, 0);
        AssertProblem(await Answer(agent, offer, "accept"), HttpStatusCode.Conflict, "action-not-possible");
    }

    [Fact]
    public async Task Nobody_answers_an_offer_made_to_somebody_else()
    {
        var desk = await GivenOfferDesk();
        var agent = await GivenAgent(desk);
        await GivenCase(desk);
        var (offer, _) = await Offered(agent);
        var other = await GivenAgent(desk, "Busy");
        foreach (var answer in new[] { "accept", "reject" })
        {
            var others = await Answer(agent, offer, answer, $"agent:{other}");
            AssertProblem(others, HttpStatusCode.Conflict, "action-not-possible");
            Assert.Contains($"made to {agent}, not to {other}", others.Body!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
            AssertProblem(await Answer(agent, offer, answer, "lead"), HttpStatusCode.Conflict, "action-not-possible");
            AssertProblem(await Answer(agent, offer, answer, "customer"), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Answer(agent, offer, answer, $"customer:{agent}"), HttpStatusCode.Forbidden, "forbidden");
            AssertProblem(await Answer(other, offer, answer), HttpStatusCode.NotFound, "not-found");
            AssertProblem(await Answer(agent, Guid.NewGuid(), answer), HttpStatusCode.NotFound, "not-found");
        }

        Assert.Equal(offer, (await Offered(agent)).Offer);
    }

    [Fact]
    public async Task A_rejected_offer_goes_to_the_next_agent()
    {
        var desk = await GivenOfferDesk();
        var first = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var (offer, _) = await Offered(first);
        var work = Ok(await Answer(first, offer, "reject", body: new JsonObject { ["reason"] = "A friend of mine" }));
        Assert.Empty(work.Body!["offers"]!.AsArray());
        AssertProblem(await Answer(first, offer, "accept"), HttpStatusCode.Conflict, "action-not-possible");

        var second = await GivenAgent(desk);
        var (again, offered) = await Offered(second);
        Assert.Equal(ticket, offered);
        Assert.NotEqual(offer, again);
        await Uses(first, 0);
    }

    [Fact]
    public async Task An_offer_that_times_out_makes_the_agent_away_and_is_too_late_to_accept()
    {
        var desk = await GivenOfferDesk("PT1S");
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var (offer, _) = await Offered(agent);
        var away = await Eventually.Get(() => Agent(agent), seen => Text(seen, "presence") == "Away", $"{agent} is away");
        Assert.Equal("offer-timeout", away.Body!["presenceHistory"]![0]!["cause"]!.GetValue<string>());
        Assert.Equal((0, 0), (Number(away, "unitsInUse"), Number(away, "openOffers")));
        var late = await Answer(agent, offer, "accept");
        AssertProblem(late, HttpStatusCode.Conflict, "action-not-possible");
        Assert.Contains("timed out", late.Body!["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        await Waits(ticket, desk.Queue, position: 1);
    }

    [Theory]
    [InlineData("Away")]
    [InlineData("Offline")]
    public async Task Going_away_takes_open_offers_back_at_once(string presence)
    {
        var desk = await GivenOfferDesk();
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var (offer, _) = await Offered(agent);
        await Present(agent, presence);
        Assert.Equal((0, 0), (Number(await Agent(agent), "unitsInUse"), Number(await Agent(agent), "openOffers")));
        AssertProblem(await Answer(agent, offer, "accept"), HttpStatusCode.Conflict, "action-not-possible");

        var other = await GivenAgent(desk);
        Assert.Equal(ticket, (await Offered(other)).Ticket);
    }

    [Fact]
    public async Task A_case_claimed_while_it_is_offered_ends_the_offer()
    {
        var desk = await GivenOfferDesk();
        var agent = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        var (offer, _) = await Offered(agent);
        var other = await GivenAgent(desk, "Busy");
        await Done(ticket, $"agent:{other}", "claim");
        await Uses(agent, 0);
        AssertProblem(await Answer(agent, offer, "accept"), HttpStatusCode.Conflict, "action-not-possible");
        Assert.Equal(other, Text(await Case(ticket), "assignee"));
    }

    [Fact]
    public async Task Accepting_needs_a_key_and_rejecting_does_not()
    {
        var agent = await GivenAgent(await GivenOfferDesk());
        var path = $"/v1/agents/{agent}/offers/{Guid.NewGuid()}";
        AssertProblem(await Api.Send(HttpMethod.Post, $"{path}/accept", $"agent:{agent}", null), HttpStatusCode.BadRequest, "missing-idempotency-key");
        AssertProblem(await Api.Send(HttpMethod.Post, $"{path}/reject", $"agent:{agent}", null), HttpStatusCode.NotFound, "not-found");
        AssertInvalid(await Api.Post($"{path}/accept", $"agent:{agent}", new JsonObject { ["x"] = 1 }), "/x", "unknown-field");
        AssertInvalid(await Api.Post($"{path}/reject", $"agent:{agent}", new JsonObject { ["reason"] = "" }), "/reason");
        AssertProblem(await Api.Post($"/v1/agents/{agent}/offers/none/accept", $"agent:{agent}", new JsonObject()), HttpStatusCode.NotFound, "not-found");
    }

    private Task<Desk> GivenOfferDesk(string timeout = "PT1H") => GivenDesk(queue =>
    {
        queue["mode"] = "offer";
        queue["offerTimeout"] = timeout;
    });
}
