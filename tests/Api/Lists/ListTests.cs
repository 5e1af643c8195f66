using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Lists;

/// <summary>Lists come from the read model: they may lag, page by cursor and never show a customer what is not his.</summary>
public sealed class ListTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task Pages_neither_skip_nor_repeat_and_are_newest_first()
    {
        var customer = $"customer:{NewId("c")}";
        for (var n = 0; n < 5; n++)
        {
            await Api.Post("/v1/tickets", customer, new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = $"Question {n}", ["description"] = "?" });
        }

        await Listed("/v1/tickets", customer, 5);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await Api.Get($"/v1/tickets?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", customer);
            Assert.True(page.Headers.Contains("X-Read-Lag-Ms"));
            seen.AddRange(page.Body!["items"]!.AsArray().Select(item => item!["subject"]!.GetValue<string>()));
            cursor = page.Body!["nextCursor"]?.GetValue<string>();
        }
        while (cursor is not null);

        Assert.Equal(["Question 4", "Question 3", "Question 2", "Question 1", "Question 0"], seen);
    }

    [Fact]
    public async Task Search_finds_numbers_orders_and_words_chinese_too()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var body = Open(orderId, category: "Quality");
        body["subject"] = "电热水壶漏电 kettle leaks";
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", body);
        var number = opened.Body!["number"]!.GetValue<string>();
        foreach (var search in new[] { number, orderId, customer, "热水壶", "kettle", "leaks kettle" })
        {
            var found = await Listed($"/v1/tickets?q={Uri.EscapeDataString(search)}", "agent", 1);
            Assert.Contains(found, item => item!["id"]!.GetValue<Guid>() == opened.Id);
        }

        Assert.Empty((await Api.Get($"/v1/tickets?q=teapot{customer}", "agent")).Body!["items"]!.AsArray());
        Assert.Empty((await Api.Get($"/v1/tickets?q={number}", "customer:stranger")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Filters_narrow_the_list()
    {
        var (ticket, customer) = await GivenTicket();
        await Act(ticket, "agent:filter-1", "add-tag", "UnderReview", new JsonObject { ["tag"] = "watch-me" });
        var subject = customer.Split(':')[1];
        foreach (var filter in new[] { "tag=watch-me", "kind=RefundOnly", "step=UnderReview", "stage=InReview", "owner=filter-1", "category=Quality" })
        {
            var found = await Listed($"/v1/tickets?customer={subject}&{filter}", "agent", 1);
            Assert.Equal(ticket, found[0]!["id"]!.GetValue<Guid>());
        }

        Assert.Empty((await Api.Get($"/v1/tickets?customer={subject}&kind=Repair", "agent")).Body!["items"]!.AsArray());
    }

    [Theory]
    [InlineData("cursor=garbage", "invalid-cursor")]
    [InlineData("limit=0", "invalid-value")]
    [InlineData("limit=201", "invalid-value")]
    [InlineData("kind=Gift", "invalid-value")]
    [InlineData("colour=red", "invalid-value")]
    [InlineData("createdFrom=yesterday", "invalid-value")]
    public async Task Wrong_list_parameters_are_refused(string query, string code) =>
        AssertProblem(await Api.Get($"/v1/tickets?{query}", "agent"), HttpStatusCode.BadRequest, code);

    [Fact]
    public async Task A_malformed_timeline_or_export_cursor_is_refused()
    {
        var (ticket, customer) = await GivenTicket();
        AssertProblem(await Api.Get($"/v1/tickets/{ticket}/timeline?cursor=garbage", customer), HttpStatusCode.BadRequest, "invalid-cursor");
        AssertProblem(await Api.Get("/v1/events?after=garbage", "admin"), HttpStatusCode.BadRequest, "invalid-cursor");
        AssertProblem(await Api.Get("/v1/events", "agent"), HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task The_export_resumes_where_it_stopped()
    {
        var (ticket, _) = await GivenTicket();
        var lines = await Eventually.Get(Export, found => found.Any(line => line.Contains(ticket.ToString(), StringComparison.Ordinal)), "the opening is exported");
        var cursor = JsonNode.Parse(lines[0])!["cursor"]!.GetValue<string>();
        var rest = (await Api.Get($"/v1/events?after={Uri.EscapeDataString(cursor)}", "admin")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(lines[1], rest[0]);
    }

    private async Task<string[]> Export()
    {
        var lines = new List<string>();
        string? after = null;
        while (true)
        {
            var page = await Api.Get($"/v1/events{(after is null ? "" : $"?after={Uri.EscapeDataString(after)}")}", "admin");
            var found = page.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (found.Length == 0)
            {
                return [.. lines];
            }

            lines.AddRange(found);
            after = JsonNode.Parse(found[^1])!["cursor"]!.GetValue<string>();
        }
    }

    private async Task<JsonArray> Listed(string path, string role, int count)
    {
        var answer = await Eventually.Get(() => Api.Get(path, role), found => found.Body?["items"]?.AsArray().Count >= count, $"{path} lists {count}");
        return answer.Body!["items"]!.AsArray();
    }
}
