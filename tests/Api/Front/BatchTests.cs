using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Front;

/// <summary>Batches: each item stands for itself, and an item's result is what the single request would have answered.</summary>
public sealed class BatchTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Each_item_of_a_batch_of_openings_has_its_own_result()
    {
        var (order1, customer) = await GivenOrder();
        var good = With(Open(order1), "idempotencyKey", "good");
        good["customerId"] = customer;
        var wrong = With(Open(order1), "idempotencyKey", "wrong");
        wrong["lines"]![0]!["quantity"] = 0;
        var refused = With(Open("never-seen"), "idempotencyKey", "refused");
        var unnamed = Open(order1);
        var answer = await Api.Post("/v1/tickets:batch", "lead", Items(good, wrong, refused, unnamed));
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var results = answer.Body!["items"]!.AsArray();
        Assert.Equal([201, 400, 422, 400], results.Select(item => item!["status"]!.GetValue<int>()));
        Assert.Equal(["good", "wrong", "refused", null], results.Select(item => item!["idempotencyKey"]?.GetValue<string>()));
        Assert.Equal("AwaitingRefund", results[0]!["ticket"]!["step"]!.GetValue<string>());
        Assert.Equal("/items/1/lines/0/quantity", results[1]!["problem"]!["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal("unknown-order", results[2]!["problem"]!["code"]!.GetValue<string>());
        Assert.All(results.Skip(1), item => Assert.Equal(32, item!["problem"]!["traceId"]!.GetValue<string>().Length));
    }

    [Fact]
    public async Task A_customer_may_open_more_cases_at_once_than_his_burst()
    {
        var items = Enumerable.Range(0, 150).Select(i => With(
            new JsonObject { ["kind"] = "Complaint", ["channel"] = "Web", ["subject"] = "Late again", ["description"] = "" }, "idempotencyKey", $"key-{i}"));
        var answer = await Api.Post("/v1/tickets:batch", $"customer:{NewId("c")}", Items([.. items]));
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        Assert.All(answer.Body!["items"]!.AsArray(), item => Assert.Equal(201, item!["status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task A_batch_sent_twice_opens_each_case_once()
    {
        var (order, customer) = await GivenOrder();
        var body = With(Open(order), "idempotencyKey", NewId("key"));
        var first = (await Api.Post("/v1/tickets:batch", $"customer:{customer}", Items(body.DeepClone()))).Body!["items"]![0]!;
        var again = (await Api.Post("/v1/tickets:batch", $"customer:{customer}", Items(body.DeepClone()))).Body!["items"]![0]!;
        Assert.Equal(201, again["status"]!.GetValue<int>());
        Assert.True(again["replayed"]!.GetValue<bool>());
        Assert.Equal(first["ticket"]!.ToJsonString(), again["ticket"]!.ToJsonString());
    }

    [Fact]
    public async Task Each_item_of_a_batch_of_orders_has_its_own_result()
    {
        var (id, customer) = (NewId("o"), NewId("c"));
        var wrong = With(Order(customer), "orderId", NewId("o"));
        wrong.Remove("paidAt");
        var results = (await Api.Post("/v1/orders:batch", "integration", Items(With(Order(customer), "orderId", id), wrong, 7))).Body!["items"]!.AsArray();
        Assert.Equal([201, 400, 400], results.Select(item => item!["status"]!.GetValue<int>()));
        Assert.Equal("/items/1/paidAt", results[1]!["problem"]!["errors"]![0]!["pointer"]!.GetValue<string>());
        Assert.Equal(customer, (await Api.Get($"/v1/orders/{id}", "agent")).Body!["customerId"]!.GetValue<string>());
        Assert.Equal(32, results[1]!["problem"]!["traceId"]!.GetValue<string>().Length);
    }

    [Theory]
    [InlineData("{}", "invalid-value")]
    [InlineData("{\"items\":[]}", "invalid-value")]
    [InlineData("{\"items\":{}}", "invalid-value")]
    [InlineData("{\"items\":[{}],\"more\":1}", "unknown-field")]
    [InlineData("[{}]", "invalid-value")]
    [InlineData("{\"items\":[{\"a\":1,\"a\":2}]}", "malformed-body")]
    public async Task What_is_no_batch_is_refused_as_a_whole(string body, string code) =>
        AssertProblem(await Api.Send(HttpMethod.Post, "/v1/orders:batch", "integration", body), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task More_than_five_hundred_items_are_refused()
    {
        var items = Items([.. Enumerable.Range(0, 501).Select(_ => new JsonObject())]);
        AssertProblem(await Api.Post("/v1/orders:batch", "integration", items), HttpStatusCode.BadRequest, "invalid-value");
    }

    private static JsonObject With(JsonObject body, string name, string value)
    {
        body[name] = value;
        return body;
    }

    private static JsonObject Items(params JsonNode[] items) => new() { ["items"] = new JsonArray(items) };
}
