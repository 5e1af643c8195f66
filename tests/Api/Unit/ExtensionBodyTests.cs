using System.Text;
using AfterSales.Api.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Bodies of extensions: what they become, what is refused and where.</summary>
public sealed class ExtensionBodyTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_extension_says_how_much_later_or_until_when()
    {
        var by = Check("""{"rule":"customer-return","by":"P7D","reason":"Peak","kinds":["repair","Exchange","Exchange"]}""").Value!;
        Assert.Equal(("customer-return", TimeSpan.FromDays(7), "Peak"), (by.Rule, by.By, by.Reason));
        Assert.Equal([TicketKind.Exchange, TicketKind.Repair], by.Kinds);
        var until = Check("""{"rule":"finance","until":"2026-11-03T16:00:00+08:00","reason":"Peak"}""").Value!;
        Assert.Equal(TimeSpan.FromDays(2), until.By);
        Assert.Empty(until.Kinds);
    }

    [Theory]
    [InlineData("""{"by":"P7D","reason":"r"}""", "/rule")]
    [InlineData("""{"rule":"nowhere","by":"P7D","reason":"r"}""", "/rule")]
    [InlineData("""{"rule":"finance","by":"P7D"}""", "/reason")]
    [InlineData("""{"rule":"finance","by":"P7D","reason":" "}""", "/reason")]
    [InlineData("""{"rule":"finance","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"PT0S","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"PT59S","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"-P1D","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"P366D","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"a week","reason":"r"}""", "/by")]
    [InlineData("""{"rule":"finance","by":"P7D","until":"2026-11-03T08:00:00Z","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"finance","until":"2026-11-01T08:00:00Z","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"finance","until":"2026-10-01T08:00:00Z","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"finance","until":"2028-11-01T08:00:00Z","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"finance","until":"tomorrow","reason":"r"}""", "/until")]
    [InlineData("""{"rule":"finance","by":"P7D","reason":"r","kinds":["Repair","Rental"]}""", "/kinds/1")]
    public void A_fault_is_named_where_it_is(string body, string pointer) =>
        Assert.Equal([pointer], Check(body).Failure!.Errors.Select(error => error.Pointer));

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        ["/rule", "/kinds/0", "/until", "/until", "/reason"],
        Check("""{"rule":"x","kinds":["y"],"by":"P1D","until":"2020-01-01T00:00:00Z"}""").Failure!.Errors.Select(error => error.Pointer));

    private static Outcome<AskedExtension> Check(string json)
    {
        var body = ExtensionRules.Extend.Parse(Encoding.UTF8.GetBytes(json));
        Assert.True(body.Succeeded, body.Failure?.Detail);
        return ExtensionRules.Check(body.Value, new DeadlinePolicy().Rules.Any(rule => rule.Name == body.Value.Rule), Now);
    }
}
