using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Live;

public sealed class TicketStreamTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task What_happens_to_a_case_arrives_as_it_happens()
    {
        var (ticket, _) = await GivenTicket();
        await using var stream = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}", "agent");
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType?.ToString());
        Assert.Equal("2000", stream.Retry);
        Assert.True(stream.Response.Headers.CacheControl?.NoStore);

        var answer = await Reply(ticket, "agent:a-live");
        var live = await Until(stream, "replied");
        Assert.Equal((answer.Version, ticket, "a-live"), ((int)live["version"]!, (Guid)live["ticketId"]!, (string)live["by"]!));
        Assert.Equal((string)answer.Body!["number"]!, (string)live["number"]!);
    }

    [Fact]
    public async Task Whoever_resumes_gets_what_he_missed_once_and_goes_on()
    {
        var (ticket, _) = await GivenTicket();
        string last;
        int seen;
        await using (var first = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}", "agent"))
        {
            await Reply(ticket);
            seen = (int)(await Until(first, "replied"))["version"]!;
            last = first.LastId;
        }

        await Reply(ticket);
        await Reply(ticket);
        foreach (var (query, header) in new[] { ("", last), ($"&lastEventId={last}", null), ("&lastEventId=AAAA", last) })
        {
            await using var resumed = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}{query}", "agent", header);
            Assert.Equal(seen + 1, (int)(await Until(resumed, "replied"))["version"]!);
            Assert.Equal(seen + 2, (int)(await Until(resumed, "replied"))["version"]!);
        }

        await using var again = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}", "agent", last);
        await Until(again, "replied");
        await Until(again, "replied");
        await Reply(ticket);
        Assert.Equal(seen + 3, (int)(await Until(again, "replied"))["version"]!);
    }

    [Fact]
    public async Task A_customer_sees_his_own_case_and_of_it_what_his_timeline_shows()
    {
        var (ticket, customer) = await GivenTicket();
        await using var stream = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}", customer);
        await Act(ticket, "agent", "note", "UnderReview", new JsonObject { ["text"] = "careful" });
        await Act(ticket, "agent", "set-priority", "UnderReview", new JsonObject { ["priority"] = "P1", ["reason"] = "x" });
        await Reply(ticket);
        var live = await stream.NextAfterOpening();
        Assert.Equal("replied", (string)Assert.Single(live["events"]!.AsArray())!);
        Assert.Equal(["at", "events", "number", "ticketId", "version"], live.AsObject().Select(field => field.Key).Order());
    }

    [Fact]
    public async Task A_case_that_is_not_his_does_not_exist_for_a_customer()
    {
        var (ticket, _) = await GivenTicket();
        AssertProblem(await Api.Get($"/v1/stream?topic=tickets/{ticket}", "customer:somebody-else"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get($"/v1/stream?topic=tickets/{Guid.NewGuid()}", "agent"), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("", "/topic")]
    [InlineData("?topic=", "/topic")]
    [InlineData("?topic=orders/o-1", "/topic")]
    [InlineData("?topic=tickets/1", "/topic")]
    [InlineData("?topic=queues/general&topic=queues/finance", "/topic")]
    [InlineData("?topic=queues/general&from=1", "/from")]
    public async Task A_topic_that_is_none_is_refused(string query, string pointer)
    {
        var answer = await Api.Get($"/v1/stream{query}", "agent");
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Contains(pointer, answer.Body!["errors"]!.AsArray().Select(error => (string)error!["pointer"]!));
    }

    [Fact]
    public async Task An_id_that_was_never_given_out_is_refused() =>
        AssertProblem(await Api.Get("/v1/stream?topic=queues/general&lastEventId=7", "agent"), HttpStatusCode.BadRequest, "invalid-cursor");

    [Theory]
    [InlineData("queues/general", "customer:c-1", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("agents/a-1", "customer:c-1", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("queues/no-such-queue", "agent", HttpStatusCode.NotFound, "not-found")]
    [InlineData("agents/no-such-agent", "agent", HttpStatusCode.NotFound, "not-found")]
    [InlineData("queues/general", null, HttpStatusCode.Unauthorized, "unauthenticated")]
    public async Task Queues_and_agents_are_for_staff_and_must_exist(string topic, string? role, HttpStatusCode status, string code) =>
        AssertProblem(await Api.Send(HttpMethod.Get, $"/v1/stream?topic={topic}", role, null), status, code);

    private Task<ApiAnswer> Reply(Guid ticket, string role = "agent") =>
        Act(ticket, role, "reply", "UnderReview", new JsonObject { ["text"] = "We look into it." });

    /// <summary>The next event whose row holds this happening; routing rows of the same case may come between.</summary>
    private static async Task<JsonNode> Until(EventStreamReader stream, string happening)
    {
        while (true)
        {
            var live = (await stream.Next("ticket")).Json;
            if (live["events"]!.AsArray().Any(name => (string)name! == happening))
            {
                return live;
            }
        }
    }
}
