using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Cases;

/// <summary>Who sees and does what: ownership, roles, internal fields.</summary>
public sealed class VisibilityTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Another_customers_case_is_not_found()
    {
        var (ticket, _) = await GivenTicket();
        foreach (var path in new[] { "", "/timeline", "/graph" })
        {
            AssertProblem(await Api.Get($"/v1/tickets/{ticket}{path}", "customer:stranger"), HttpStatusCode.NotFound, "not-found");
        }

        AssertProblem(await Api.Act(ticket, "cancel", "customer:stranger"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task Another_customers_order_is_unknown()
    {
        var (orderId, _) = await GivenOrder();
        AssertProblem(await Api.Get($"/v1/orders/{orderId}", "customer:stranger"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Post("/v1/tickets", "customer:stranger", Open(orderId)), HttpStatusCode.UnprocessableEntity, "unknown-order");
    }

    [Fact]
    public async Task Customers_see_no_internal_fields_and_no_notes()
    {
        var (ticket, customer) = await GivenTicket();
        await Act(ticket, "agent:a-1", "note", "UnderReview", new JsonObject { ["text"] = "secret thought" });
        await Act(ticket, "agent:a-1", "add-tag", "UnderReview", new JsonObject { ["tag"] = "watch" });
        await Act(ticket, "agent:a-1", "reply", "UnderReview", new JsonObject { ["text"] = "We are looking." });

        var seen = await Api.Get($"/v1/tickets/{ticket}", customer);
        Assert.Null(seen.Body!["tags"]);
        Assert.Null(seen.Body!["owner"]);
        Assert.Null(seen.Body!["assignee"]);
        var timeline = await Api.Get($"/v1/tickets/{ticket}/timeline", customer);
        Assert.DoesNotContain("secret thought", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("We are looking.", timeline.Text, StringComparison.Ordinal);
        Assert.Contains("secret thought", (await Api.Get($"/v1/tickets/{ticket}/timeline", "agent")).Text, StringComparison.Ordinal);
        Assert.Equal("a-1", (await Api.Get($"/v1/tickets/{ticket}", "agent")).Body!["owner"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("customer", "approve")]
    [InlineData("warehouse", "approve")]
    [InlineData("agent", "refund-issued")]
    [InlineData("finance", "reject")]
    public async Task A_role_that_never_may_is_forbidden(string role, string action)
    {
        var (ticket, customer) = await GivenTicket();
        JsonObject body = action switch
        {
            "refund-issued" => KindsTests.Refund(1),
            "reject" => new() { ["reason"] = "no" },
            _ => [],
        };
        AssertProblem(await Api.Act(ticket, action, role == "customer" ? customer : role, body), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task Without_a_token_or_with_a_forged_one_nobody_gets_in()
    {
        AssertProblem(await Api.Send(HttpMethod.Get, "/v1/tickets", null, null), HttpStatusCode.Unauthorized, "unauthenticated");
        var forged = await Api.Send(HttpMethod.Get, "/v1/tickets", null, null, request => request.Headers.Add("Authorization", "Bearer " + Api.Token("admin")[..^4] + "AAAA"));
        AssertProblem(forged, HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Only_leads_override_a_window()
    {
        var (orderId, customer) = await GivenOrder("Old");
        var body = Open(orderId, "ReturnRefund", category: null);
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", body), HttpStatusCode.UnprocessableEntity, "outside-window");
        body["windowOverride"] = new JsonObject { ["reason"] = "Good customer" };
        body["customerId"] = customer;
        AssertProblem(await Api.Post("/v1/tickets", "agent", body), HttpStatusCode.Forbidden, "forbidden");
        Assert.Equal(HttpStatusCode.Created, (await Api.Post("/v1/tickets", "lead", body)).Status);
    }

    [Fact]
    public async Task Stage_labels_follow_accept_language()
    {
        var (ticket, customer) = await GivenTicket();
        var chinese = await Api.Send(HttpMethod.Get, $"/v1/tickets/{ticket}", customer, null, request => request.Headers.Add("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"));
        Assert.Equal("审核中", chinese.Body!["stageLabel"]!.GetValue<string>());
        var english = await Api.Send(HttpMethod.Get, $"/v1/tickets/{ticket}", customer, null, request => request.Headers.Add("Accept-Language", "en"));
        Assert.NotEqual("审核中", english.Body!["stageLabel"]!.GetValue<string>());
    }
}
