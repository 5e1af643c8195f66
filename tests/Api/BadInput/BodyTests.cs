using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.BadInput;

/// <summary>Bodies that are no JSON, the wrong JSON or too much of it: 4xx with the place that is wrong, and nothing done.</summary>
public sealed class BodyTests(SystemFixture system) : SystemTests(system)
{
    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("{} trailing")]
    [InlineData("{\"kind\":\"RefundOnly\",\"kind\":\"Exchange\"}")]
    public async Task A_malformed_body_is_refused(string body) =>
        AssertProblem(await Open(body), HttpStatusCode.BadRequest, "malformed-body");

    [Fact]
    public async Task Invalid_utf8_is_refused()
    {
        var answer = await Api.Send(HttpMethod.Post, "/v1/tickets", "customer", null, request =>
        {
            request.Content = new ByteArrayContent([.. "{\"kind\":\"RefundOnly\",\"subject\":\""u8, 0xC3, 0x28, .. "\"}"u8]);
            request.Content.Headers.ContentType = new("application/json");
            request.Headers.Add("Idempotency-Key", "utf8");
        });
        AssertProblem(answer, HttpStatusCode.BadRequest, "malformed-body");
    }

    [Theory]
    [InlineData("colour", "\"red\"", "unknown-field", "/colour")]
    [InlineData("kind", "\"Gift\"", "invalid-value", "/kind")]
    [InlineData("kind", "1", "invalid-value", "/kind")]
    [InlineData("channel", "\"Pigeon\"", "invalid-value", "/channel")]
    [InlineData("subject", "7", "invalid-value", "/subject")]
    [InlineData("subject", "\"\"", "invalid-value", "/subject")]
    [InlineData("subject", "\"bell\\u0007\"", "invalid-value", "/subject")]
    [InlineData("description", "\"\\ud800\"", "invalid-value", "/description")]
    [InlineData("orderId", "\"no spaces\"", "invalid-value", "/orderId")]
    [InlineData("requestedAmount", "{\"amount\":-1,\"currency\":\"CNY\"}", "invalid-value", "/requestedAmount/amount")]
    [InlineData("requestedAmount", "{\"amount\":99999999999999999999,\"currency\":\"CNY\"}", "invalid-value", "/requestedAmount/amount")]
    [InlineData("requestedAmount", "{\"amount\":1.5,\"currency\":\"CNY\"}", "invalid-value", "/requestedAmount/amount")]
    [InlineData("requestedAmount", "{\"amount\":1,\"currency\":\"yuan\"}", "invalid-value", "/requestedAmount/currency")]
    [InlineData("requestedAmount", "{\"amount\":1,\"currency\":\"CNY\",\"x\":1}", "unknown-field", "/requestedAmount/x")]
    [InlineData("lines", "[{\"lineId\":\"1\",\"quantity\":0}]", "invalid-value", "/lines/0/quantity")]
    [InlineData("lines", "[{\"lineId\":\"1\",\"quantity\":2147483648}]", "invalid-value", "/lines/0/quantity")]
    [InlineData("lines", "[{\"lineId\":\"1\",\"quantity\":1},{\"lineId\":\"1\",\"quantity\":1}]", "invalid-value", "/lines/1/lineId")]
    [InlineData("lines", "{}", "invalid-value", "/lines")]
    public async Task A_wrong_field_is_named(string field, string value, string code, string pointer)
    {
        var (orderId, _) = await GivenOrder();
        var body = Bodies.Open(orderId);
        body.Remove(field);
        var text = body.ToJsonString()[..^1] + $",\"{field}\":{value}}}";
        var answer = await Open(text);
        AssertProblem(answer, HttpStatusCode.BadRequest, code);
        Assert.Contains(answer.Body!["errors"]!.AsArray(), error => error!["pointer"]!.GetValue<string>() == pointer);
    }

    [Fact]
    public async Task Several_wrong_values_are_told_at_once()
    {
        var (orderId, _) = await GivenOrder();
        var body = Bodies.Open(orderId);
        body["subject"] = "";
        body["requestedAmount"] = new JsonObject { ["amount"] = -5, ["currency"] = "??" };
        var answer = await Open(body.ToJsonString());
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.True(answer.Body!["errors"]!.AsArray().Count >= 3, answer.Text);
    }

    [Fact]
    public async Task Ten_thousand_characters_are_kept_and_one_more_is_refused()
    {
        var (orderId, customer) = await GivenOrder();
        var body = Bodies.Open(orderId);
        body["description"] = new string('好', 10_000);
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", body);
        Assert.Equal(HttpStatusCode.Created, opened.Status);
        Assert.Equal(10_000, (await Api.Get($"/v1/tickets/{opened.Id}", $"customer:{customer}")).Body!["description"]!.GetValue<string>().Length);

        body["description"] = new string('x', 10_001);
        AssertProblem(await Open(body.ToJsonString()), HttpStatusCode.BadRequest, "invalid-value");
    }

    [Fact]
    public async Task An_oversized_body_is_refused() =>
        AssertProblem(await Open($"{{\"subject\":\"{new string('x', 3_000_000)}\"}}"), HttpStatusCode.RequestEntityTooLarge, "too-large");

    [Fact]
    public async Task Another_media_type_is_refused()
    {
        var answer = await Api.Send(HttpMethod.Post, "/v1/tickets", "customer", null, request =>
        {
            request.Content = new StringContent("<ticket/>", Encoding.UTF8, "application/xml");
            request.Headers.Add("Idempotency-Key", "xml");
        });
        AssertProblem(answer, HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");
    }

    [Theory]
    [InlineData(null, "missing-idempotency-key")]
    [InlineData("", "missing-idempotency-key")]
    [InlineData("with space", "invalid-value")]
    public async Task An_idempotency_key_is_required_and_visible_ascii(string? key, string code)
    {
        var (orderId, customer) = await GivenOrder();
        var answer = await Api.Send(HttpMethod.Post, "/v1/tickets", $"customer:{customer}", Bodies.Open(orderId).ToJsonString(), request =>
        {
            if (key is not null)
            {
                request.Headers.TryAddWithoutValidation("Idempotency-Key", key);
            }
        });
        // Kestrel itself refuses headers that are no ASCII.
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        if (answer.Body is not null)
        {
            Assert.Equal(code, answer.Code);
        }
    }

    private Task<ApiAnswer> Open(string body) =>
        Api.Send(HttpMethod.Post, "/v1/tickets", "customer", body, request => request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N")));
}
