using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Cases;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.BadInput;

/// <summary>Well-formed requests that a rule of the domain refuses, each with its stable code.</summary>
public sealed class RuleTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Unknown_orders_and_lines_are_refused()
    {
        var (orderId, customer) = await GivenOrder();
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", Open("never-seen")), HttpStatusCode.UnprocessableEntity, "unknown-order");
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, line: "99")), HttpStatusCode.UnprocessableEntity, "unknown-line");
    }

    [Fact]
    public async Task More_than_was_bought_is_refused()
    {
        var (orderId, customer) = await GivenOrder();
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, quantity: 3)), HttpStatusCode.UnprocessableEntity, "quantity-exceeded");
    }

    [Fact]
    public async Task Foreign_currency_and_too_much_money_are_refused()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var body = Open(orderId, category: "Quality");
        body["requestedAmount"] = new JsonObject { ["amount"] = 100, ["currency"] = "GBP" };
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", body), HttpStatusCode.UnprocessableEntity, "currency-mismatch");
        body["requestedAmount"] = Cny(20001);
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", body), HttpStatusCode.UnprocessableEntity, "amount-exceeded");
        body["requestedAmount"] = Cny(20000);
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", body);
        Assert.Equal(HttpStatusCode.Created, opened.Status);

        AssertProblem(await Api.Act(opened.Id, "approve", "lead", new JsonObject { ["amount"] = Cny(20001) }), HttpStatusCode.UnprocessableEntity, "amount-exceeded");
        await Act(opened.Id, "lead", "approve", "AwaitingRefund", new JsonObject { ["amount"] = Cny(15000) });
        AssertProblem(await Api.Act(opened.Id, "refund-issued", "finance", KindsTests.Refund(15001)), HttpStatusCode.UnprocessableEntity, "amount-exceeded");
    }

    [Fact]
    public async Task A_kind_the_order_does_not_allow_is_refused()
    {
        var (orderId, customer) = await GivenOrder();
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, "ReturnRefund")), HttpStatusCode.UnprocessableEntity, "kind-not-eligible");
    }

    [Fact]
    public async Task Missing_evidence_is_refused()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var body = Open(orderId, "ReturnRefund", category: "Damaged");
        body["evidence"] = new JsonArray();
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", body), HttpStatusCode.UnprocessableEntity, "evidence-missing");
    }

    [Fact]
    public async Task An_action_that_is_not_possible_says_where_the_case_is_and_what_is()
    {
        var (ticket, customer) = await GivenTicket();
        var answer = await Api.Act(ticket, "ship-return", customer, KindsTests.Parcel());
        AssertProblem(answer, HttpStatusCode.Conflict, "action-not-possible");
        Assert.Equal("UnderReview", answer.Body!["currentStep"]!.GetValue<string>());
        Assert.Contains("cancel", answer.Body!["allowedActions"]!.AsArray().Select(action => action!.GetValue<string>()));
        Assert.Equal(1, (await Api.Get($"/v1/tickets/{ticket}", customer)).Version);
    }

    [Fact]
    public async Task Unknown_actions_tickets_and_routes_are_not_found()
    {
        var (ticket, customer) = await GivenTicket();
        AssertProblem(await Api.Act(ticket, "explode", customer), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get($"/v1/tickets/{Guid.NewGuid()}", customer), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get("/v1/nothing-here", customer), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("reject", "{}")]
    [InlineData("reject", "{\"reason\":\"\"}")]
    [InlineData("set-priority", "{\"priority\":\"P9\",\"reason\":\"x\"}")]
    [InlineData("add-tag", "{\"tag\":\"\"}")]
    [InlineData("link-duplicate", "{\"of\":\"not-a-guid\"}")]
    [InlineData("approve", "{\"amount\":{\"amount\":-1,\"currency\":\"CNY\"}}")]
    public async Task A_wrong_action_body_is_refused(string action, string body)
    {
        var (ticket, _) = await GivenTicket();
        var answer = await Api.Send(
            HttpMethod.Post, $"/v1/tickets/{ticket}/actions/{action}", "agent", body, request => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N")));
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.NotEmpty(answer.Body!["errors"]!.AsArray());
    }

    [Fact]
    public async Task The_same_payment_reference_twice_is_paid_once()
    {
        var (orderId, customer) = await GivenOrder();
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId));
        var refund = KindsTests.Refund(20000);
        await Act(opened.Id, "finance", "refund-issued", "Completed", refund);
        var again = await Act(opened.Id, "finance", "refund-issued", "Completed", refund.DeepClone());
        Assert.Equal(20000, again.Body!["refundedAmount"]!["amount"]!.GetValue<long>());
        AssertProblem(await Api.Act(opened.Id, "refund-issued", "finance", KindsTests.Refund(20000)), HttpStatusCode.Conflict, "action-not-possible");
    }

    [Fact]
    public async Task An_order_with_mixed_currencies_or_doubled_lines_is_refused()
    {
        var order = Order(NewId("c"));
        order["shippingFee"] = new JsonObject { ["amount"] = 0, ["currency"] = "GBP" };
        AssertProblem(await Api.Put($"/v1/orders/{NewId("o")}", "integration", order), HttpStatusCode.UnprocessableEntity, "currency-mismatch");

        var doubled = Order(NewId("c"));
        doubled["lines"]!.AsArray()[1]!["lineId"] = "1";
        AssertProblem(await Api.Put($"/v1/orders/{NewId("o")}", "integration", doubled), HttpStatusCode.BadRequest, "invalid-value");
    }

    [Fact]
    public async Task An_older_version_of_an_order_is_ignored()
    {
        var (orderId, customer) = await GivenOrder();
        var newer = Order(customer, "Delivered", version: 5);
        Assert.Equal(HttpStatusCode.OK, (await Api.Put($"/v1/orders/{orderId}", "integration", newer)).Status);
        var older = await Api.Put($"/v1/orders/{orderId}", "integration", Order(customer, version: 4));
        Assert.Equal(HttpStatusCode.OK, older.Status);
        Assert.Contains("\"version\":5", older.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_integrations_import_orders()
    {
        AssertProblem(await Api.Put($"/v1/orders/{NewId("o")}", "customer", Order("c")), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Put($"/v1/orders/{NewId("o")}", "agent", Order("c")), HttpStatusCode.Forbidden, "forbidden");
    }
}
