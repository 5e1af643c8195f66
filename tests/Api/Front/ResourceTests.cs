using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Front;

/// <summary>The resources beside the case itself, and its conditional reading.</summary>
public sealed class ResourceTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task A_customer_is_one_view_of_orders_cases_and_counters()
    {
        var (order, customer) = await GivenOrder();
        var ticket = (await Api.Post("/v1/tickets", $"customer:{customer}", Open(order))).Id;
        var view = await Eventually.Get(
            () => Api.Get($"/v1/customers/{customer}", "agent"),
            answer => answer.Body?["openTickets"]?.AsArray().Count == 1 && answer.Body["orders"]?.AsArray() is [{ } found] && found["tickets"]!.AsArray().Count == 1,
            "the order and its case are in the view");
        Assert.Equal(order, view.Body!["orders"]![0]!["orderId"]!.GetValue<string>());
        Assert.Equal(ticket, view.Body["orders"]![0]!["tickets"]![0]!.GetValue<Guid>());
        Assert.Equal(1, view.Body["counters"]!["openTickets"]!.GetValue<int>());
        Assert.NotNull(view.Body["counters"]!["rejectedForAbuse"]);

        var own = await Api.Get($"/v1/customers/{customer}", $"customer:{customer}");
        Assert.Null(own.Body!["counters"]!["rejectedForAbuse"]);
        AssertProblem(await Api.Get($"/v1/customers/{customer}", "customer:stranger"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_fresh_customer_has_the_tier_of_his_newest_order_and_his_first_dialogue_is_triaged_by_it()
    {
        var (orderId, customer) = (NewId("o"), NewId("c"));
        var order = Order(customer);
        order["customerTier"] = "gold";
        await Api.Put($"/v1/orders/{orderId}", "integration", order);
        await using (var database = new Npgsql.NpgsqlConnection(System.ConnectionString))
        {
            await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var known = new Npgsql.NpgsqlCommand($"select exists (select 1 from order_view where order_id = '{orderId}')", database);
            await Eventually.Get(async () => (bool)(await known.ExecuteScalarAsync())!, found => found, "the order is in the view");
        }

        var body = new JsonObject { ["kind"] = "Complaint", ["channel"] = "Web", ["subject"] = "Where is it", ["description"] = "?" };
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", body);
        var priority = (await Api.Get($"/v1/tickets/{opened.Id}", "agent")).Body!["priority"]!.GetValue<string>();
        var plain = await Api.Post("/v1/tickets", $"customer:{NewId("c")}", body.DeepClone());
        Assert.NotEqual((await Api.Get($"/v1/tickets/{plain.Id}", "agent")).Body!["priority"]!.GetValue<string>(), priority);
        Assert.Equal("gold", (await Api.Get($"/v1/customers/{customer}", "agent")).Body!["tier"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_old_open_case_is_not_hidden_by_newer_ones_that_are_over()
    {
        var customer = NewId("c");
        async Task<Guid> Open() => (await Api.Post("/v1/tickets", "lead", new JsonObject
        {
            ["kind"] = "Complaint", ["channel"] = "Web", ["customerId"] = customer, ["subject"] = "Late", ["description"] = "?",
        })).Id;
        var old = await Open();
        for (var i = 0; i < 51; i++)
        {
            await Act(await Open(), $"customer:{customer}", "cancel", "Cancelled");
        }

        var view = await Eventually.Get(
            () => Api.Get($"/v1/customers/{customer}", "agent"),
            answer => answer.Body?["pastTickets"]?.AsArray().Count == 50 && answer.Body["openTickets"]!.AsArray().Count == 1,
            "the settled cases are in the view");
        Assert.Equal(old, Assert.Single(view.Body!["openTickets"]!.AsArray())!["id"]!.GetValue<Guid>());
    }

    [Fact]
    public async Task The_questionnaire_speaks_the_callers_language()
    {
        var english = await Api.Get("/v1/intake/ReturnRefund", "customer");
        var chinese = await Api.Send(HttpMethod.Get, "/v1/intake/ReturnRefund", "customer", null, request => request.Headers.Add("Accept-Language", "zh-CN"));
        Assert.Equal("Have you opened the packing?", english.Body!["questions"]![0]!["text"]!.GetValue<string>());
        Assert.Equal("商品是否已拆封？", chinese.Body!["questions"]![0]!["text"]!.GetValue<string>());
        AssertProblem(await Api.Get("/v1/intake/Gift", "customer"), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task An_unchanged_case_is_not_sent_again()
    {
        var (ticket, customer) = await GivenTicket();
        var asked = await Act(ticket, "agent", "request-info", "AwaitingCustomer", new JsonObject { ["questions"] = "Which one?" });
        Task<ApiAnswer> Ask(string seen) =>
            Api.Send(HttpMethod.Get, $"/v1/tickets/{ticket}", customer, null, request => request.Headers.TryAddWithoutValidation("If-None-Match", seen));
        Assert.Equal($"\"{asked.Version}\"", (await Ask("\"0\"")).Headers.ETag?.Tag);
        Assert.Equal(HttpStatusCode.NotModified, (await Ask($"\"{asked.Version}\"")).Status);
    }

    [Fact]
    public async Task Policies_are_published_version_by_version()
    {
        AssertProblem(await Api.Get("/v1/policies/review", "customer"), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Api.Get("/v1/policies/no-such", "agent"), HttpStatusCode.NotFound, "not-found");
        var review = await Api.Get("/v1/policies/review", "agent");
        var version = review.Version;
        var draft = review.Body!["policy"]!.DeepClone();
        draft["maxTags"] = 19;
        AssertProblem(await Put(draft, "agent", version), HttpStatusCode.Forbidden, "forbidden");
        AssertProblem(await Put(draft, "lead", version + 1), HttpStatusCode.PreconditionFailed, "precondition-failed");
        var published = await Put(draft, "lead", version);
        Assert.Equal((HttpStatusCode.OK, version + 1), (published.Status, published.Version));
        Assert.Equal($"\"{version + 1}\"", published.Headers.ETag?.Tag);

        draft["colour"] = "red";
        AssertProblem(await Put(draft, "lead", null), HttpStatusCode.BadRequest, "invalid-value");
    }

    [Fact]
    public async Task A_draft_of_the_self_service_policy_is_tried_on_what_has_happened()
    {
        var (order, customer) = await GivenOrder();
        await Api.Post("/v1/tickets", $"customer:{customer}", Open(order));
        var draft = new JsonObject { ["refundNotShipped"] = false, ["smallAmount"] = null };
        var result = await Eventually.Get(
            () => Api.Post("/v1/policies/self-service/simulate", "lead", draft), answer => answer.Body?["cases"]?.GetValue<int>() > 0, "the opening is in the log");
        Assert.True(result.Body!["was"]!["byRule"]!["not-shipped"]!.GetValue<int>() >= 1, result.Text);
        Assert.Null(result.Body["wouldBe"]!["byRule"]!["not-shipped"]);
        Assert.True(result.Body["noLongerAutomatic"]!.GetValue<int>() >= 1, result.Text);
        AssertProblem(await Api.Post("/v1/policies/review/simulate", "lead", new JsonObject()), HttpStatusCode.UnprocessableEntity, "policy-refused");
        AssertProblem(await Api.Post("/v1/policies/self-service/simulate?days=0", "lead", draft), HttpStatusCode.BadRequest, "invalid-value");
    }

    private Task<ApiAnswer> Put(JsonNode draft, string role, int? version) =>
        Api.Send(HttpMethod.Put, "/v1/policies/review", role, draft.ToJsonString(), request =>
        {
            if (version is not null)
            {
                request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
            }
        });
}
