using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Cases;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>Each department gets the steps that are its own, by rules of the policy <c>routing</c>; and that policy over HTTP.</summary>
public sealed class DepartmentTests(SystemFixture system) : RoutingTests(system)
{
    private const string Policy = "/v1/policies/routing";

    [Fact]
    public async Task A_return_goes_from_service_to_the_warehouse_to_finance_and_each_time_to_their_agent()
    {
        var tier = NewId("tier");
        var (service, warehouse, finance) = (await GivenDesk(), await GivenDesk(), await GivenDesk());
        await Published(Rule(tier, "service", service), Rule(tier, "warehouse", warehouse), Rule(tier, "finance", finance));
        var (receiver, payer) = (await GivenAgent(warehouse), await GivenAgent(finance));

        // Every process follows the policy within seconds: the first cases may still be routed by the version before.
        var opened = await Eventually.Get(() => Opened(tier), seen => Text(seen, "queue") == service.Queue, "the rule is in force");
        Assert.Equal($"{tier}-service", opened.Body!["queued"]!["rule"]!.GetValue<string>());
        var (ticket, customer) = (opened.Id, $"customer:{Text(opened, "customerId")}");
        var agent = await GivenAgent(service);
        await Held(ticket, agent);
        await Done(ticket, $"agent:{agent}", "approve");
        await Uses(agent, 0);
        await Done(ticket, customer, "ship-return", KindsTests.Parcel());
        await Done(ticket, "logistics", "report-arrival");

        Assert.Equal(warehouse.Queue, Text(await Held(ticket, receiver), "queue"));
        await Uses(receiver, Units);
        await Done(ticket, $"warehouse:{receiver}", "confirm-receipt", KindsTests.Receipt(2, 0));
        var paying = await Held(ticket, payer);
        Assert.Equal((finance.Queue, agent, "AwaitingRefund"), (Text(paying, "queue"), Text(paying, "owner"), paying.Step));
        await Uses(receiver, 0);
        var done = await Done(ticket, $"finance:{payer}", "refund-issued", KindsTests.Refund(20000));
        Assert.Equal(("Completed", null), (done.Step, Text(done, "assignee")));
        await Uses(payer, 0);
    }

    [Fact]
    public async Task The_routing_policy_is_published_version_by_version_and_says_what_is_wrong()
    {
        var policy = Ok(await Api.Get(Policy, "agent"));
        Assert.Equal("general", policy.Body!["policy"]!["defaultQueue"]!.GetValue<string>());
        var wrong = policy.Body["policy"]!.DeepClone();
        wrong["defaultUnits"] = 0;
        wrong["rules"]![0]!["name"] = "default";
        wrong["rules"]!.AsArray().Add(new JsonObject
        {
            ["name"] = "odd", ["queue"] = "general", ["skills"] = new JsonArray(new JsonObject { ["skill"] = "juggling", ["level"] = 9 }),
        });
        var last = wrong["rules"]!.AsArray().Count - 1;
        var refused = await Api.Put(Policy, "lead", wrong);
        AssertProblem(refused, HttpStatusCode.BadRequest, "invalid-value");
        var pointers = refused.Body!["errors"]!.AsArray().Select(error => error!["pointer"]!.GetValue<string>()).ToHashSet();
        Assert.Superset(new HashSet<string> { "/defaultUnits", "/rules/0/name", $"/rules/{last}/skills/0/skill", $"/rules/{last}/skills/0/level" }, pointers);
        AssertProblem(await Api.Put(Policy, "agent", wrong), HttpStatusCode.Forbidden, "forbidden");

        var published = await Published(Rule(NewId("nobody"), "service", new Desk(NewId("nowhere"), "")));
        Assert.True(published.Version > policy.Version, published.ToString());
        Assert.Equal(published.Version, (await Api.Get(Policy, "agent")).Version);
    }

    private static JsonObject Rule(string tier, string department, Desk desk) => new()
    {
        ["name"] = $"{tier}-{department}", ["tiers"] = new JsonArray(tier), ["departments"] = new JsonArray(department), ["queue"] = desk.Queue,
    };

    /// <summary>Puts rules in front of those in force; another test may publish at the same time, so it is done by version.</summary>
    private Task<ApiAnswer> Published(params JsonObject[] rules) => Eventually.Get(
        async () =>
        {
            var (policy, first) = (await Api.Get(Policy, "lead"), 0);
            var draft = policy.Body!["policy"]!.DeepClone();
            Array.ForEach(rules, rule => draft["rules"]!.AsArray().Insert(first++, rule.DeepClone()));
            return await Api.Send(
                HttpMethod.Put, Policy, "lead", draft.ToJsonString(), request => request.Headers.TryAddWithoutValidation("If-Match", $"\"{policy.Version}\""));
        },
        answer => answer.Status == HttpStatusCode.OK,
        "the rules are published");

    private async Task<ApiAnswer> Opened(string tier)
    {
        var (orderId, customer) = (NewId("o"), NewId("c"));
        var order = Order(customer, "Delivered", opened: true);
        order["customerTier"] = tier;
        await Api.Put($"/v1/orders/{orderId}", "integration", order);
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, "ReturnRefund", category: "Quality"));
        return await Case(opened.Id);
    }
}
