using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Notifications;

public sealed class InboxTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task A_customer_reads_what_he_was_told_in_his_language_and_nobody_else_does()
    {
        var (ticket, customer) = await GivenTicket("RefundOnly", "Delivered");
        var (_, other) = await GivenOrder();
        Assert.Equal(HttpStatusCode.OK, (await Api.Act(ticket, "reply", "agent", new JsonObject { ["text"] = "A secret that stays in the case" })).Status);
        var inbox = await Told(customer, "replied");
        var item = inbox.Body!["items"]!.AsArray().Single(told => told!["event"]!.GetValue<string>() == "replied")!;
        Assert.Equal(ticket, item["ticketId"]!.GetValue<Guid>());
        Assert.Equal((false, false), (item["read"]!.GetValue<bool>(), item["urgent"]!.GetValue<bool>()));
        Assert.Contains(item["number"]!.GetValue<string>(), item["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", inbox.Text, StringComparison.Ordinal);

        var chinese = await Api.Send(HttpMethod.Get, "/v1/inbox", customer, null, request => request.Headers.Add("Accept-Language", "zh-CN"));
        Assert.Contains("有新回复", chinese.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ticket.ToString(), (await Api.Get("/v1/inbox", $"customer:{other}")).Text, StringComparison.Ordinal);
        AssertProblem(await Read($"customer:{other}", item), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_was_read_is_read_for_this_caller_and_reading_again_changes_nothing()
    {
        var (ticket, customer) = await GivenTicket();
        await Api.Act(ticket, "reply", "agent", new JsonObject { ["text"] = "one" });
        var item = (await Told(customer, "replied")).Body!["items"]![0]!;
        Assert.Equal(HttpStatusCode.NoContent, (await Read(customer, item)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Read(customer, item)).Status);
        var unread = await Api.Get("/v1/inbox?unread=true", customer);
        Assert.DoesNotContain(unread.Body!["items"]!.AsArray(), told => told!["id"]!.GetValue<Guid>() == item["id"]!.GetValue<Guid>());
        Assert.True((await Api.Get("/v1/inbox", customer)).Body!["items"]!.AsArray().Single(told => told!["id"]!.GetValue<Guid>() == item["id"]!.GetValue<Guid>())!["read"]!.GetValue<bool>());

        await Api.Act(ticket, "reply", "agent", new JsonObject { ["text"] = "two" });
        await Eventually.Get(() => Api.Get("/v1/inbox?unread=true", customer), answer => answer.Body!["items"]!.AsArray().Count > 0, "the second reply is told");
        Assert.Equal(HttpStatusCode.NoContent, (await Api.Send(HttpMethod.Post, "/v1/inbox:read-all", customer, null)).Status);
        Assert.Empty((await Api.Get("/v1/inbox?unread=true", customer)).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task Every_lead_and_nobody_else_reads_what_leads_are_told()
    {
        var (ticket, customer) = await GivenTicket("RefundOnly", "NotShipped", category: null);
        await Act(ticket, "finance", "refund-failed", "AwaitingRefund", new JsonObject { ["reason"] = "card closed" });
        await Told("lead:l-told", "refund-failed", ticket);
        await Told("finance", "refund-failed", ticket);
        await Told(customer, "approved", ticket);
        Assert.DoesNotContain("refund-failed", (await Api.Get("/v1/inbox", customer)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refund-failed", (await Api.Get("/v1/inbox", "agent:a-told")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("refund-failed", (await Api.Get("/v1/inbox", "customer:role:lead")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_go_on_by_a_cursor_that_is_good_for_this_inbox_and_filter_only()
    {
        var (ticket, customer) = await GivenTicket();
        foreach (var text in new[] { "one", "two", "three" })
        {
            await Api.Act(ticket, "reply", "agent", new JsonObject { ["text"] = text });
        }

        await Eventually.Get(() => Api.Get("/v1/inbox", customer), answer => answer.Body!["items"]!.AsArray().Count == 3, "all are told");
        var first = await Api.Get("/v1/inbox?limit=2", customer);
        var cursor = first.Body!["nextCursor"]!.GetValue<string>();
        var second = await Api.Get($"/v1/inbox?limit=2&cursor={cursor}", customer);
        Assert.Equal((2, 1), (first.Body["items"]!.AsArray().Count, second.Body!["items"]!.AsArray().Count));
        Assert.Null(second.Body["nextCursor"]);
        Assert.Equal(3, first.Body["items"]!.AsArray().Concat(second.Body["items"]!.AsArray()).Select(item => item!["id"]!.GetValue<Guid>()).Distinct().Count());
        AssertProblem(await Api.Get($"/v1/inbox?unread=true&cursor={cursor}", customer), HttpStatusCode.BadRequest, "invalid-cursor");
        AssertProblem(await Api.Get($"/v1/inbox?cursor={cursor}", "agent"), HttpStatusCode.BadRequest, "invalid-cursor");
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_all_at_once()
    {
        var answer = await Api.Get("/v1/inbox?limit=0&unread=maybe&colour=red", "agent");
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(["/colour", "/limit", "/unread"], answer.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        AssertProblem(await Api.Get("/v1/inbox?cursor=nonsense", "agent"), HttpStatusCode.BadRequest, "invalid-cursor");
        AssertProblem(await Api.Send(HttpMethod.Post, $"/v1/inbox/{Guid.NewGuid()}/read", "agent", null), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Send(HttpMethod.Post, "/v1/inbox/no-id/read", "agent", null), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Send(HttpMethod.Get, "/v1/inbox", null, null), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    private Task<ApiAnswer> Read(string role, JsonNode item) => Api.Send(HttpMethod.Post, $"/v1/inbox/{item["id"]!.GetValue<Guid>()}/read", role, null);

    private Task<ApiAnswer> Told(string role, string occasion, Guid? ticket = null) => Eventually.Get(
        () => Api.Get("/v1/inbox?limit=200", role),
        answer => answer.Body!["items"]!.AsArray().Any(item =>
            item!["event"]!.GetValue<string>() == occasion && (ticket is null || item["ticketId"]!.GetValue<Guid>() == ticket)),
        $"{role} is told {occasion}");
}
