using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Calendars;

/// <summary>PUT and GET of calendars, and their list.</summary>
public sealed class CalendarResourceTests(SystemFixture system) : SystemTests(system)
{
    private const string Body =
        """
        {"name":"Berlin","zone":"Europe/Berlin",
         "week":{"monday":[{"from":"09:00","to":"12:00"},{"from":"13:00","to":"18:00"}],"sunday":[{"from":"22:00","to":"24:00"}]},
         "days":[{"date":"2026-05-01","name":"Tag der Arbeit"},{"date":"2026-12-24","hours":[{"from":"09:00","to":"12:00"}]},
                 {"date":"2026-12-26","like":"Monday"}],
         "source":"Our own plan."}
        """;

    [Fact]
    public async Task A_calendar_is_created_read_and_changed()
    {
        var (id, body) = (NewId("cal"), JsonNode.Parse(Body)!.AsObject());
        var path = $"/v1/calendars/{id}";
        AssertProblem(await Api.Get(path, "agent"), HttpStatusCode.NotFound, "not-found");
        var created = await Api.Put(path, "lead", body);
        Assert.True((created.Status, created.Version, created.Headers.ETag?.Tag) == (HttpStatusCode.Created, 1, "\"1\""), created.ToString());
        var seen = (await Api.Get(path, "agent")).Body!;
        Assert.True(JsonNode.DeepEquals(body["week"]!["monday"], seen["week"]!["monday"]), seen.ToJsonString());
        Assert.Empty(seen["week"]!["tuesday"]!.AsArray());
        Assert.Equal("""[{"date":"2026-05-01","name":"Tag der Arbeit","hours":[]},{"date":"2026-12-24","hours":[{"from":"09:00","to":"12:00"}]},{"date":"2026-12-26","like":"Monday"}]""", seen["days"]!.ToJsonString());
        Assert.Equal(("Europe/Berlin", "Our own plan.", "test-lead"), (Text(seen, "zone"), Text(seen, "source"), Text(seen, "updatedBy")));
        Assert.Equal(HttpStatusCode.NotModified, (await Tagged(HttpMethod.Get, path, "If-None-Match", 1)).Status);
        var same = await Api.Put(path, "lead", body);
        Assert.Equal((HttpStatusCode.OK, 1), (same.Status, same.Version));

        body["name"] = "Berlin office";
        AssertProblem(await Tagged(HttpMethod.Put, path, "If-Match", 7, body), HttpStatusCode.PreconditionFailed, "precondition-failed");
        Assert.Equal(2, (await Tagged(HttpMethod.Put, path, "If-Match", 1, body)).Version);
        Assert.Equal("Berlin office", Text((await Api.Get(path, "agent")).Body!, "name"));
        AssertProblem(await Tagged(HttpMethod.Put, $"/v1/calendars/{NewId("cal")}", "If-Match", 1, body), HttpStatusCode.PreconditionFailed, "precondition-failed");
    }

    [Fact]
    public async Task A_retry_under_the_same_key_changes_nothing_and_another_body_under_it_is_refused()
    {
        var (id, key, body) = (NewId("cal"), NewId("key"), JsonNode.Parse(Body)!.AsObject());
        Task<ApiAnswer> Put() => Api.Send(HttpMethod.Put, $"/v1/calendars/{id}", "lead", body.ToJsonString(), request => request.Headers.Add("Idempotency-Key", key));
        var first = await Put();
        var other = JsonNode.Parse(Body)!.AsObject();
        other["name"] = "Changed meanwhile";
        await Api.Put($"/v1/calendars/{id}", "lead", other);
        var again = await Put();
        Assert.Equal((HttpStatusCode.OK, first.Text), (again.Status, again.Text));
        Assert.Equal(2, (await Api.Get($"/v1/calendars/{id}", "agent")).Version);
        body["zone"] = "UTC";
        AssertProblem(await Put(), HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task The_shipped_calendar_is_there_and_the_list_names_all()
    {
        var id = NewId("cal");
        await Api.Put($"/v1/calendars/{id}", "admin", JsonNode.Parse(Body)!);
        var shipped = (await Api.Get("/v1/calendars/cn-business", "agent")).Body!;
        Assert.Equal("Asia/Shanghai", Text(shipped, "zone"));
        Assert.Contains(shipped["days"]!.AsArray(), day => Text(day!, "date") == "2026-02-14" && Text(day!, "like") == "Monday");
        var items = (await Api.Get("/v1/calendars", "finance")).Body!["items"]!.AsArray();
        Assert.Superset(new HashSet<string?> { "cn-business", id }, items.Select(item => Text(item!, "id")).ToHashSet());
        Assert.All(items, item => Assert.Null(item!["week"]));
    }

    [Fact]
    public async Task Everything_wrong_is_named_at_once_and_nothing_is_changed()
    {
        var path = $"/v1/calendars/{NewId("cal")}";
        var answer = await Api.Put(path, "lead", JsonNode.Parse(
            """
            {"zone":"Asia/Pekin","week":{"monday":[{"from":"09:00","to":"12:00"},{"from":"11:00","to":"18:00"}],"friday":[{"from":"18:00","to":"9:00"}]},
             "days":[{"date":"2026-02-30"},{"date":"2026-05-01","like":"Monday","hours":[{"from":"10:00"}]},{"date":"2026-05-01"}]}
            """)!);
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(
            ["/name", "/zone", "/week/monday/1", "/week/friday/0/to", "/days/0/date", "/days/1/like", "/days/1/hours/0/to", "/days/2/date"],
            answer.Body!["errors"]!.AsArray().Select(error => Text(error!, "pointer")));
        AssertProblem(await Api.Get(path, "lead"), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("{}", "invalid-value", "/week")]
    [InlineData("""{"name":"c","zone":"UTC","week":{}}""", "invalid-value", "/week")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"monday":[]}}""", "invalid-value", "/week")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"montag":[{"from":"09:00","to":"12:00"}]}}""", "unknown-field", "/week/montag")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"monday":[{"from":9,"to":"12:00"}]}}""", "invalid-value", "/week/monday/0/from")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"monday":[null]}}""", "invalid-value", "/week/monday/0")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"monday":[{"from":"09:00","to":"12:00"}]},"days":[{"date":"2026-05-01","like":"Someday"}]}""", "invalid-value", "/days/0/like")]
    [InlineData("""{"name":"c","zone":"UTC","week":{"monday":[{"from":"09:00","to":"12:00"}]},"version":3}""", "unknown-field", "/version")]
    public async Task A_wrong_calendar_is_refused_with_its_pointer(string body, string code, string pointer)
    {
        var answer = await Api.Put($"/v1/calendars/{NewId("cal")}", "lead", JsonNode.Parse(body)!);
        AssertProblem(answer, HttpStatusCode.BadRequest, code);
        Assert.Contains(pointer, answer.Body!["errors"]!.AsArray().Select(error => Text(error!, "pointer")));
    }

    [Fact]
    public async Task Only_leads_and_administrators_change_calendars_and_customers_see_none()
    {
        foreach (var role in new[] { "customer", "agent", "finance" })
        {
            AssertProblem(await Api.Put("/v1/calendars/cn-business", role, JsonNode.Parse(Body)!), HttpStatusCode.Forbidden, "forbidden");
        }

        AssertProblem(await Api.Get("/v1/calendars", "customer"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get("/v1/calendars/cn-business", "customer"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Put("/v1/calendars/no%20spaces", "lead", JsonNode.Parse(Body)!), HttpStatusCode.BadRequest, "invalid-value");
    }

    private static string? Text(JsonNode node, string field) => node[field]?.GetValue<string>();

    private Task<ApiAnswer> Tagged(HttpMethod method, string path, string header, int version, JsonObject? body = null) =>
        Api.Send(method, path, "lead", body?.ToJsonString(), request => request.Headers.TryAddWithoutValidation(header, $"\"{version}\""));
}
