using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Api.Auth;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Live;

public sealed class StreamTicketTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task A_ticket_opens_a_stream_as_its_holder_and_as_nobody_else()
    {
        var (ticket, customer) = await GivenTicket();
        var pass = await Issue(customer);
        await using (var stream = await EventStreamReader.Open(Api, $"topic=tickets/{ticket}&ticket={pass}", role: null))
        {
            await Act(ticket, "agent", "reply", "UnderReview", new JsonObject { ["text"] = "We look into it." });
            var live = await stream.NextAfterOpening();
            Assert.Equal("replied", (string)Assert.Single(live["events"]!.AsArray())!);
            Assert.Null(live["by"]);
        }

        AssertProblem(await Anonymous($"/v1/stream?topic=queues/general&ticket={pass}"), HttpStatusCode.Forbidden, "forbidden");
        var other = await Issue("customer:somebody-else");
        AssertProblem(await Anonymous($"/v1/stream?topic=tickets/{ticket}&ticket={other}"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_ticket_says_when_it_ends_within_a_minute()
    {
        var answer = await Api.Post("/v1/stream-tickets", "agent", new JsonObject());
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        var left = answer.Body!["expiresAt"]!.GetValue<DateTimeOffset>() - DateTimeOffset.UtcNow;
        Assert.InRange(left, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_stream_ends_with_the_token_behind_it_also_when_a_ticket_opened_it()
    {
        var role = $"agent:{Bodies.NewId("a")}";
        var end = TimeProvider.System.GetUtcNow().AddSeconds(4);
        Api.Use(role, DevelopmentTokens.Issue(SystemFixture.DevelopmentKey, ["agent"], role.Split(':')[1], hours: 1, end.AddHours(-1)));
        var pass = await Issue(role);
        await using var byToken = await EventStreamReader.Open(Api, "topic=queues/general", role);
        await using var byTicket = await EventStreamReader.Open(Api, $"topic=queues/general&ticket={pass}", role: null);
        foreach (var stream in new[] { byToken, byTicket })
        {
            while (await stream.Next() is not null)
            {
                // Whatever the others are doing there.
            }
        }

        // An ordinary end: the place is kept, and a new token goes on from it.
        await using var resumed = await EventStreamReader.Open(Api, "topic=queues/general", "agent", byToken.LastId);
    }

    [Fact]
    public async Task A_forged_ticket_opens_nothing_also_beside_a_good_token()
    {
        var pass = await Issue("agent");
        var forged = (pass[0] == 'A' ? 'B' : 'A') + pass[1..];
        AssertProblem(await Anonymous($"/v1/stream?topic=queues/general&ticket={forged}"), HttpStatusCode.Unauthorized, "unauthenticated");
        AssertProblem(await Api.Get($"/v1/stream?topic=queues/general&ticket={forged}", "agent"), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task A_ticket_opens_streams_only()
    {
        var (ticket, customer) = await GivenTicket();
        var pass = await Issue(customer);
        AssertProblem(await Anonymous($"/v1/tickets/{ticket}?ticket={pass}"), HttpStatusCode.Unauthorized, "unauthenticated");
        AssertProblem(await Anonymous($"/v1/tickets/{ticket}/timeline?ticket={pass}"), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Nobody_gets_a_ticket_without_a_token() =>
        AssertProblem(await Api.Send(HttpMethod.Post, "/v1/stream-tickets", null, "{}"), HttpStatusCode.Unauthorized, "unauthenticated");

    private async Task<string> Issue(string role)
    {
        var answer = await Api.Post("/v1/stream-tickets", role, new JsonObject());
        Assert.True(answer.Status == HttpStatusCode.OK, answer.Text);
        return (string)answer.Body!["ticket"]!;
    }

    private Task<ApiAnswer> Anonymous(string path) => Api.Send(HttpMethod.Get, path, null, null);
}
