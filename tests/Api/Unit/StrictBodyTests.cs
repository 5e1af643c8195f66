using System.Text;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Orders;
using AfterSales.Api.Tickets;
using AfterSales.Orders;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Binding and value rules: what is refused, under which code, and where the fault is said to be.</summary>
public sealed class StrictBodyTests
{
    private const string Order =
        """{"version":1,"customerId":"c","paidAt":"2026-01-01T08:00:00+08:00","shippingFee":{"amount":0,"currency":"CNY"},"lines":[LINES]}""";

    private const string Line =
        """{"lineId":"1","sku":"S 1","title":"","quantity":1,"unitPrice":{"amount":1,"currency":"CNY"},"paid":{"amount":1,"currency":"CNY"},"category":"x"}""";

    [Fact]
    public void Every_fault_of_shape_is_named_with_its_pointer()
    {
        var failure = Open("""{"kind":7,"lines":[{"lineId":"1","quantity":"two"},{"quantity":1,"colour":"red"}],"requestedAmount":{"amount":1},"subject":"s","a/b":1}""");
        Assert.Equal(FailureCodes.UnknownField, failure.Code);
        Assert.Equal(
            ["/a~1b", "/description", "/kind", "/lines/0/quantity", "/lines/1/colour", "/lines/1/lineId", "/requestedAmount/currency"],
            failure.Errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_fault_of_value_is_named_with_its_pointer()
    {
        var failure = Open(
            """
            {"kind":"RefundOnly","subject":" ","description":"\u0000","orderId":"a b","requestedAmount":{"amount":-1,"currency":"cny"},
             "lines":[{"lineId":"1","quantity":1},{"lineId":"1","quantity":1000001}],"answers":{"q 1":"x"},"evidence":[{"type":"photo","ref":""}]}
            """);
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Equal(
            [
                "/answers", "/description", "/evidence/0/ref", "/lines/1/lineId", "/lines/1/quantity", "/orderId", "/requestedAmount/amount",
                "/requestedAmount/currency", "/subject",
            ],
            failure.Errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("{\"subject\":\"a\",\"subject\":\"b\"}")]
    [InlineData("{\"answers\":{\"a\":\"1\",\"a\":\"2\"}}")]
    [InlineData("{\"kind\":\"RefundOnly\"} {}")]
    [InlineData("{\"kind\":\"RefundOnly\",}")]
    [InlineData("{/* why */}")]
    [InlineData("\uFEFF{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"lines\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}")]
    public void What_is_not_one_object_of_distinct_names_is_malformed(string body) => Assert.Equal(FailureCodes.MalformedBody, Open(body).Code);

    [Theory]
    [InlineData("{\"answers\":{\"q\":1}}", "/answers")]
    [InlineData("{\"answers\":{\"q\":null}}", "/answers")]
    [InlineData("{\"subject\":null}", "/subject")]
    [InlineData("{\"lines\":null}", "/lines")]
    [InlineData("{\"category\":\"Quality, Price\"}", "/category")]
    [InlineData("{\"channel\":\"0\"}", "/channel")]
    [InlineData("{\"description\":\"\\udc00\"}", "/description")]
    [InlineData("{\"requestedAmount\":{\"amount\":1e3,\"currency\":\"CNY\"}}", "/requestedAmount/amount")]
    [InlineData("{\"requestedAmount\":{\"amount\":9223372036854775808,\"currency\":\"CNY\"}}", "/requestedAmount/amount")]
    [InlineData("{\"requestedAmount\":5}", "/requestedAmount")]
    public void A_value_of_another_type_is_invalid_at_its_place(string body, string pointer)
    {
        var failure = Open(body);
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Contains(failure.Errors, error => error.Pointer == pointer);
    }

    /// <summary>Symptom: 500 for <c>"lines":[null]</c>. Cause: the serializer guards properties against null, but not the items of a list.</summary>
    [Fact]
    public void An_item_that_is_null_is_invalid_at_its_place()
    {
        var failure = Open("""{"kind":"RefundOnly","orderId":null,"subject":"s","description":"","lines":[{"lineId":"1","quantity":1},null],"evidence":[null]}""");
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Equal(["/evidence/0", "/lines/1"], failure.Errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
        Assert.True(Parse(OpenEndpoint.Body, """{"kind":"RefundOnly","orderId":null,"subject":"null","description":""}""").Succeeded);
    }

    [Fact]
    public void What_is_left_out_is_empty_and_not_null()
    {
        var open = Parse(OpenEndpoint.Body, """{"kind":"complaint","subject":"s","description":""}""").Value!;
        Assert.Equal(TicketKind.Complaint, open.Kind);
        Assert.Empty(open.Lines);
        Assert.Empty(open.Evidence);
        Assert.Empty(open.Answers);
        Assert.Equal(Channel.Web, open.Channel);
    }

    [Fact]
    public void Times_need_an_offset_and_become_utc()
    {
        var order = Parse(OrdersEndpoints.Body, Order.Replace("LINES", Line)).Value!;
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), order.PaidAt);
        Assert.Equal(TimeSpan.Zero, order.PaidAt.Offset);
        foreach (var wrong in new[] { "2026-01-01T08:00:00", "2026-01-01", "2026-13-01T00:00:00Z", "1969-12-31T23:59:59Z", "3000-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00" })
        {
            var failure = Parse(OrdersEndpoints.Body, Order.Replace("LINES", Line).Replace("2026-01-01T08:00:00+08:00", wrong)).Failure;
            Assert.Equal("/paidAt", Assert.Single(failure!.Errors).Pointer);
        }
    }

    [Fact]
    public void An_order_has_one_to_a_thousand_lines()
    {
        static string Lines(int count) => string.Join(",", Enumerable.Range(0, count).Select(n => Line.Replace("\"lineId\":\"1\"", $"\"lineId\":\"{n}\"")));
        Assert.True(Parse(OrdersEndpoints.Body, Order.Replace("LINES", Lines(1000))).Succeeded);
        Assert.Equal("/lines", Assert.Single(Parse(OrdersEndpoints.Body, Order.Replace("LINES", Lines(1001))).Failure!.Errors).Pointer);
        Assert.Equal("/lines", Assert.Single(Parse(OrdersEndpoints.Body, Order.Replace("LINES", "")).Failure!.Errors).Pointer);
    }

    private static Failure Open(string body) => Parse(OpenEndpoint.Body, body).Failure!;

    private static Outcome<T> Parse<T>(BodyBinding<T> binding, string body)
        where T : class => binding.Parse(Encoding.UTF8.GetBytes(body));
}
