using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Cases;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.BadInput;

/// <summary>Wrong fields of orders, actions, the clock and headers.</summary>
public sealed class FieldTests(SystemFixture system) : SystemTests(system)
{
    [Theory]
    [InlineData("shippingFee", "{\"amount\":-1,\"currency\":\"CNY\"}", "invalid-value", "/shippingFee/amount")]
    [InlineData("shippingFee", "{\"amount\":99999999999999999999,\"currency\":\"CNY\"}", "invalid-value", "/shippingFee/amount")]
    [InlineData("shippingFee", "{\"amount\":9223372036854775807,\"currency\":\"CNY\"}", "invalid-value", "/shippingFee/amount")]
    [InlineData("colour", "\"red\"", "unknown-field", "/colour")]
    public async Task A_wrong_field_of_an_order_is_named(string field, string value, string code, string pointer)
    {
        var order = Order(NewId("c"));
        order[field] = JsonNode.Parse(value);
        AssertNamed(await Api.Put($"/v1/orders/{NewId("o")}", "integration", order), code, pointer);
    }

    [Theory]
    [InlineData("unitPrice", "-1")]
    [InlineData("paid", "-1")]
    [InlineData("paid", "9223372036854775807")]
    [InlineData("paid", "99999999999999999999")]
    public async Task A_wrong_amount_of_a_line_is_named(string field, string amount)
    {
        var order = Order(NewId("c"));
        order["lines"]![1]![field]!["amount"] = JsonNode.Parse(amount);
        AssertNamed(await Api.Put($"/v1/orders/{NewId("o")}", "integration", order), "invalid-value", $"/lines/1/{field}/amount");
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    public async Task A_wrong_amount_of_a_refund_is_named(string amount)
    {
        var (ticket, _) = await GivenTicket();
        await Act(ticket, "lead", "approve", "AwaitingRefund");
        var body = KindsTests.Refund(1);
        body["amount"]!["amount"] = JsonNode.Parse(amount);
        AssertNamed(await Api.Act(ticket, "refund-issued", "finance", body), "invalid-value", "/amount/amount");
    }

    [Fact]
    public async Task Unknown_fields_of_an_action_and_the_clock_are_named()
    {
        var (ticket, _) = await GivenTicket();
        AssertNamed(await Api.Act(ticket, "note", "agent", new JsonObject { ["text"] = "x", ["colour"] = "red" }), "unknown-field", "/colour");
        var clock = new JsonObject { ["by"] = "PT0S", ["colour"] = "red" };
        AssertNamed(await Api.Post("/dev/clock/advance", "admin", clock), "unknown-field", "/colour");
    }

    [Theory]
    [InlineData("reply")]
    [InlineData("note")]
    public async Task A_message_has_ten_thousand_characters_and_none_of_control(string action)
    {
        var (ticket, _) = await GivenTicket();
        Task<ApiAnswer> Say(string text) => Api.Act(ticket, action, "agent", new JsonObject { ["text"] = text });
        var said = await Say(new string('好', 10_000));
        Assert.True(said.Status == HttpStatusCode.OK, said.Text);
        AssertNamed(await Say(new string('x', 10_001)), "invalid-value", "/text");
        AssertNamed(await Say("bell\u0007"), "invalid-value", "/text");
        AssertNamed(await Say("nul\0"), "invalid-value", "/text");
    }

    [Theory]
    [InlineData("1", HttpStatusCode.BadRequest, "invalid-value")]
    [InlineData("\"1", HttpStatusCode.BadRequest, "invalid-value")]
    [InlineData("*, \"1\"", HttpStatusCode.BadRequest, "invalid-value")]
    [InlineData("\"abc\"", HttpStatusCode.PreconditionFailed, "precondition-failed")]
    [InlineData("W/\"1\"", HttpStatusCode.PreconditionFailed, "precondition-failed")]
    [InlineData("\"2\", \"3\"", HttpStatusCode.PreconditionFailed, "precondition-failed")]
    [InlineData("\"1\", \"2\"", HttpStatusCode.OK, null)]
    [InlineData("*", HttpStatusCode.OK, null)]
    public async Task If_match_holds_for_any_of_its_tags(string header, HttpStatusCode status, string? code)
    {
        var (ticket, _) = await GivenTicket();
        var answer = await Api.Send(HttpMethod.Post, $"/v1/tickets/{ticket}/actions/note", "agent", "{\"text\":\"x\"}", request =>
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString("N"));
            request.Headers.TryAddWithoutValidation("If-Match", header);
        });
        Assert.True((answer.Status, answer.Code) == (status, code), $"{(int)answer.Status} {answer.Text}");
    }

    private static void AssertNamed(ApiAnswer answer, string code, string pointer)
    {
        AssertProblem(answer, HttpStatusCode.BadRequest, code);
        Assert.Contains(answer.Body!["errors"]!.AsArray(), error => error!["pointer"]!.GetValue<string>() == pointer);
    }
}
