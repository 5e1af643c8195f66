using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Cases;

/// <summary>api.md, Idempotency: a retry gets the first answer, another body under the same key is refused.</summary>
public sealed class IdempotencyTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Opening_twice_with_one_key_answers_the_first_answer()
    {
        var (orderId, customer) = await GivenOrder();
        var first = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId), "open-1");
        await Act(first.Id, "finance", "refund-issued", "Completed", KindsTests.Refund(20000));

        var again = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId), "open-1");
        Assert.Equal(HttpStatusCode.Created, again.Status);
        Assert.True(again.Replayed);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task An_action_repeated_after_others_answers_what_it_answered_first()
    {
        var (ticket, customer) = await GivenTicket();
        var first = await Api.Act(ticket, "request-info", "agent", new JsonObject { ["questions"] = "Which one?" }, "ask");
        await Act(ticket, customer, "customer-message", "UnderReview", new JsonObject { ["text"] = "The lamp." });

        var again = await Api.Act(ticket, "request-info", "agent", new JsonObject { ["questions"] = "Which one?" }, "ask");
        Assert.True(again.Replayed);
        Assert.Equal("AwaitingCustomer", again.Step);
        Assert.Equal(first.Text, again.Text);
    }

    [Fact]
    public async Task Another_body_or_action_under_a_used_key_is_refused()
    {
        var (ticket, _) = await GivenTicket();
        Assert.Equal(HttpStatusCode.OK, (await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "one" }, "k")).Status);
        AssertProblem(await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "two" }, "k"), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        AssertProblem(await Api.Act(ticket, "reply", "agent", new JsonObject { ["text"] = "one" }, "k"), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task Another_body_under_the_key_of_an_opening_is_refused()
    {
        var (orderId, customer) = await GivenOrder();
        await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId), "key");
        var other = Open(orderId, quantity: 1);
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", other, "key"), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task White_space_does_not_make_another_body()
    {
        var (orderId, customer) = await GivenOrder();
        var first = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId), "spaces");
        var again = await Api.Send(HttpMethod.Post, "/v1/tickets", $"customer:{customer}", Open(orderId).ToJsonString(new() { WriteIndented = true }), request => request.Headers.Add("Idempotency-Key", "spaces"));
        Assert.True(again.Replayed);
        Assert.Equal(first.Id, again.Id);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var (ticket, customer) = await GivenTicket("ReturnRefund");
        AssertProblem(await Api.Act(ticket, "ship-return", customer, KindsTests.Parcel(), "ship"), HttpStatusCode.Conflict, "action-not-possible");
        await Act(ticket, "agent", "approve", "AwaitingReturn");
        Assert.Equal(HttpStatusCode.OK, (await Api.Act(ticket, "ship-return", customer, new JsonObject { ["carrier"] = "SF", ["trackingNumber"] = "SF1" }, "ship")).Status);
    }

    [Fact]
    public async Task The_same_key_of_two_customers_opens_two_cases()
    {
        var (order1, customer1) = await GivenOrder();
        var (order2, customer2) = await GivenOrder();
        var first = await Api.Post("/v1/tickets", $"customer:{customer1}", Open(order1), "mine");
        var second = await Api.Post("/v1/tickets", $"customer:{customer2}", Open(order2), "mine");
        Assert.NotEqual(first.Id, second.Id);
    }

    [Fact]
    public async Task Twenty_concurrent_duplicates_have_one_effect()
    {
        var (orderId, customer) = await GivenOrder();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId), "many")));
        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
        Assert.Single(answers.Select(answer => answer.Text).Distinct());
        Assert.Single(answers, answer => !answer.Replayed);
    }

    [Fact]
    public async Task A_replay_is_recognised_before_if_match()
    {
        var (ticket, _) = await GivenTicket();
        var first = await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "one" }, "n", ifMatch: 1);
        Assert.Equal(2, first.Version);
        Assert.True((await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "one" }, "n", ifMatch: 1)).Replayed);
        AssertProblem(await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "two" }, "n2", ifMatch: 1), HttpStatusCode.PreconditionFailed, "precondition-failed");
    }
}
