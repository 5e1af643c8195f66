using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Notifications;

public sealed class ContactTests(SystemFixture system) : SystemTests(system)
{
    private static JsonObject Contact => new()
    {
        ["email"] = "li.lei@mail.example",
        ["language"] = "zh-CN",
        ["zone"] = "Asia/Shanghai",
        ["quietFrom"] = "21:30",
        ["quietTo"] = "07:00",
        ["muted"] = new JsonArray("replied"),
    };

    [Fact]
    public async Task A_customer_keeps_and_erases_his_own()
    {
        var id = Bodies.NewId("c");
        var (path, role) = ($"/v1/contacts/{id}", $"customer:{id}");
        AssertProblem(await Api.Get(path, role), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.Created, (await Api.Put(path, role, Contact)).Status);
        var again = await Api.Put(path, role, new JsonObject { ["email"] = "b@mail.example" });
        Assert.Equal((HttpStatusCode.OK, id), (again.Status, again.Body!["id"]!.GetValue<string>()));
        var found = await Api.Get(path, role);
        Assert.Equal("b@mail.example", found.Body!["email"]!.GetValue<string>());
        Assert.Null(found.Body["zone"]);
        Assert.Empty(found.Body["muted"]!.AsArray());
        Assert.Equal(HttpStatusCode.NoContent, (await Api.Send(HttpMethod.Delete, path, role, null)).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await Api.Send(HttpMethod.Delete, path, role, null)).Status);
        AssertProblem(await Api.Get(path, role), HttpStatusCode.NotFound, "not-found");
    }

    [Theory]
    [InlineData("customer:somebody-else", HttpStatusCode.NotFound, "not-found")]
    [InlineData("agent", HttpStatusCode.Forbidden, "forbidden")]
    [InlineData("lead", HttpStatusCode.Forbidden, "forbidden")]
    public async Task Another_ones_contact_is_out_of_reach(string role, HttpStatusCode status, string code)
    {
        var path = $"/v1/contacts/{Bodies.NewId("c")}";
        Assert.Equal(HttpStatusCode.Created, (await Api.Put(path, "integration", Contact)).Status);
        AssertProblem(await Api.Get(path, role), status, code);
        AssertProblem(await Api.Put(path, role, Contact), status, code);
        AssertProblem(await Api.Send(HttpMethod.Delete, path, role, null), status, code);
        Assert.Equal(HttpStatusCode.OK, (await Api.Get(path, "admin")).Status);
    }

    /// <summary>Symptom: whoever of the two came last had overwritten the other's address.</summary>
    [Fact]
    public async Task A_customer_and_an_agent_of_the_same_subject_have_a_contact_each()
    {
        var id = Bodies.NewId("x");
        var path = $"/v1/contacts/{id}";
        Assert.Equal(HttpStatusCode.Created, (await Api.Put(path, $"customer:{id}", new JsonObject { ["email"] = "customer@mail.example" })).Status);
        Assert.Equal(HttpStatusCode.Created, (await Api.Put(path, $"agent:{id}", new JsonObject { ["email"] = "agent@mail.example" })).Status);
        await Is("customer@mail.example", "Customer", path, $"customer:{id}");
        await Is("agent@mail.example", "Staff", path, $"agent:{id}");
        await Is("customer@mail.example", "Customer", path, "admin");
        await Is("agent@mail.example", "Staff", $"{path}?side=staff", "integration");
        AssertProblem(await Api.Get($"{path}?side=customer", $"agent:{id}"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get($"{path}?side=staff", $"customer:{id}"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Get($"{path}?side=left", "admin"), HttpStatusCode.BadRequest, "invalid-value");
        AssertProblem(await Api.Get("/v1/contacts/role:lead?side=customer", "admin"), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await Api.Send(HttpMethod.Delete, path, $"customer:{id}", null)).Status);
        await Is("agent@mail.example", "Staff", path, $"agent:{id}");

        async Task Is(string email, string side, string where, string role)
        {
            var found = await Api.Get(where, role);
            Assert.True(found.Status == HttpStatusCode.OK, found.ToString());
            Assert.Equal((email, side), (found.Body!["email"]!.GetValue<string>(), found.Body["side"]!.GetValue<string>()));
        }
    }

    [Fact]
    public async Task The_inbox_of_a_role_has_a_contact_that_only_those_who_keep_everybodys_may_set()
    {
        Assert.Contains((await Api.Put("/v1/contacts/role:arbitrator", "admin", Contact)).Status, new[] { HttpStatusCode.Created, HttpStatusCode.OK });
        AssertProblem(await Api.Put("/v1/contacts/role:arbitrator", "arbitrator", Contact), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get("/v1/contacts/role:arbitrator", "customer:role:arbitrator"), HttpStatusCode.NotFound, "not-found");
        Assert.Equal(HttpStatusCode.NoContent, (await Api.Send(HttpMethod.Delete, "/v1/contacts/role:arbitrator", "admin", null)).Status);
    }

    [Fact]
    public async Task Every_fault_is_named_at_once_and_nothing_is_changed()
    {
        var path = $"/v1/contacts/{Bodies.NewId("c")}";
        var body = new JsonObject
        {
            ["email"] = "a@mail.example\r\nBcc: b@mail.example", ["language"] = "fr", ["zone"] = "Mars/Base", ["quietFrom"] = "25:00", ["muted"] = new JsonArray("nothing"),
        };
        var answer = await Api.Put(path, "admin", body);
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(
            ["/email", "/language", "/muted/0", "/quietFrom", "/quietTo", "/zone"],
            answer.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        AssertProblem(await Api.Get(path, "admin"), HttpStatusCode.NotFound, "not-found");
        AssertProblem(await Api.Put(path, "admin", new JsonObject { ["phone"] = "1" }), HttpStatusCode.BadRequest, "unknown-field");
        AssertProblem(await Api.Put("/v1/contacts/no%20id", "admin", Contact), HttpStatusCode.BadRequest, "invalid-value");
        AssertProblem(await Api.Send(HttpMethod.Put, path, null, "{}"), HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task The_policy_of_notifications_is_served_and_checked()
    {
        var served = await Api.Get("/v1/policies/notifications", "agent");
        Assert.Equal(HttpStatusCode.OK, served.Status);
        Assert.Contains("ask-carrier", served.Text, StringComparison.Ordinal);
        var wrong = new JsonObject { ["language"] = "fr", ["rules"] = new JsonArray(new JsonObject { ["event"] = "slept", ["to"] = new JsonArray("Customer") }) };
        var answer = await Api.Put("/v1/policies/notifications", "admin", wrong);
        AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
        Assert.Contains("/language", answer.Text, StringComparison.Ordinal);
        Assert.Contains("/rules/0/event", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_policy_names_and_is_not_there_is_told_beside_its_other_faults()
    {
        var rule = new JsonObject { ["event"] = "replied", ["to"] = new JsonArray("Customer"), ["channels"] = new JsonArray("inbox", "email", "webhook", "pigeon") };
        await Refused("notifications", new JsonObject { ["language"] = "fr", ["rules"] = new JsonArray(rule) }, "/language", "/rules/0/channels/3");
        await Refused("notifications", new JsonObject { ["rules"] = new JsonArray(rule.DeepClone()) }, "/rules/0/channels/3");
        var definition = JsonNode.Parse(
            """{"name":"A","start":{"events":["opened"]},"stop":{"steps":["Closed"]},"calendar":"moon","targetSeconds":{"P1":60,"P2":60,"P3":60,"P4":60}}""");
        await Refused("sla", new JsonObject { ["definitions"] = new JsonArray(definition) }, "/definitions/0/calendar", "/definitions/0/name");

        async Task Refused(string name, JsonObject policy, params string[] pointers)
        {
            var answer = await Api.Put($"/v1/policies/{name}", "admin", policy);
            AssertProblem(answer, HttpStatusCode.BadRequest, "invalid-value");
            Assert.Equal(pointers, answer.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        }
    }
}
