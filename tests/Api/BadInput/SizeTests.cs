using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.BadInput;

/// <summary>What is allowed field by field may be too much together: then it is 413, never a fault, and nothing is held.</summary>
public sealed class SizeTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task An_order_of_a_thousand_chinese_lines_is_imported_and_claimed()
    {
        var (orderId, customer) = (NewId("o"), NewId("c"));
        var order = Order(customer);
        order["lines"] = new JsonArray([.. Enumerable.Range(1, 1_000).Select(i => new JsonObject
        {
            ["lineId"] = $"line-{i}",
            ["sku"] = $"SKU-{i}",
            ["title"] = new string('壶', 200),
            ["quantity"] = 1,
            ["unitPrice"] = Cny(100),
            ["paid"] = Cny(100),
            ["category"] = "kitchen",
            ["opened"] = false,
        })]);
        var imported = await Api.Put($"/v1/orders/{orderId}", "integration", order);
        Assert.True(imported.Status == HttpStatusCode.Created, imported.Text[..Math.Min(500, imported.Text.Length)]);

        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, line: "line-1000", quantity: 1));
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
    }

    [Fact]
    public async Task Long_chinese_texts_open_a_case_and_more_than_64_KB_leaves_no_claim()
    {
        var (orderId, customer) = await GivenOrder();
        var body = Open(orderId);
        body["description"] = new string('好', 10_000);
        body["reason"] = new string('坏', 10_000);
        var refused = body.DeepClone();
        refused["answers"] = new JsonObject([.. Enumerable.Range(1, 3).Select(i => KeyValuePair.Create($"q{i}", (JsonNode?)new string('x', 1_000)))]);
        refused["evidence"] = new JsonArray([.. Enumerable.Range(1, 10).Select(i => new JsonObject { ["type"] = "photo", ["ref"] = new string('x', 490) + i })]);
        AssertProblem(await Raw("/v1/tickets", $"customer:{customer}", refused.ToJsonString(Unescaped)), HttpStatusCode.RequestEntityTooLarge, "too-large");

        // The whole line is still free: a claim left behind would have to be doubted and voided first.
        var opened = await Raw("/v1/tickets", $"customer:{customer}", body.ToJsonString(Unescaped));
        Assert.True(opened.Status == HttpStatusCode.Created, opened.Text);
        Assert.Equal(opened.Id, (await Api.Get($"/v1/orders/{orderId}", "agent")).Body!["lines"]![0]!["openTicket"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task Answers_of_more_than_64_KB_are_refused_and_the_case_goes_on()
    {
        var (ticket, customer) = await GivenTicket();
        await Act(ticket, "agent", "request-info", "AwaitingCustomer", new JsonObject { ["questions"] = "Which one?" });
        JsonObject Answers(int count) => new()
        {
            ["answers"] = new JsonObject([.. Enumerable.Range(1, count).Select(i => KeyValuePair.Create($"q{i}", (JsonNode?)new string('答', 1_000)))]),
        };
        var path = $"/v1/tickets/{ticket}/actions/provide-info";
        AssertProblem(await Raw(path, customer, Answers(22).ToJsonString(Unescaped)), HttpStatusCode.RequestEntityTooLarge, "too-large");
        var provided = await Raw(path, customer, Answers(21).ToJsonString(Unescaped));
        Assert.True(provided.Status == HttpStatusCode.OK, provided.Text);
    }

    [Fact]
    public async Task A_chunked_body_is_counted_as_it_comes()
    {
        var answer = await Api.Send(HttpMethod.Post, "/v1/tickets", "customer", null, request =>
        {
            request.Content = new StreamContent(new MemoryStream(Encoding.UTF8.GetBytes($"{{\"subject\":\"{new string('x', 200_000)}\"}}")));
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.TransferEncodingChunked = true;
            request.Headers.Add("Idempotency-Key", "chunked");
        });
        AssertProblem(answer, HttpStatusCode.RequestEntityTooLarge, "too-large");
    }

    private static JsonSerializerOptions Unescaped { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private Task<ApiAnswer> Raw(string path, string role, string body) =>
        Api.Send(HttpMethod.Post, path, role, body, request => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N")));
}
