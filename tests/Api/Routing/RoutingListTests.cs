using System.Net;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Routing;

/// <summary>Lists by queue, assignee and owner; from the read model, so they may lag.</summary>
public sealed class RoutingListTests(SystemFixture system) : RoutingTests(system)
{
    [Fact]
    public async Task Cases_are_listed_by_queue_assignee_and_owner()
    {
        var desk = await GivenDesk();
        var owner = await GivenAgent(desk);
        var (ticket, _) = await GivenCase(desk);
        await Held(ticket, owner);
        var assignee = await GivenAgent(desk, "Busy");
        await Done(ticket, "lead", "assign", new() { ["agentId"] = assignee });
        foreach (var filter in new[] { $"queue={desk.Queue}", $"assignee={assignee}", $"owner={owner}" })
        {
            var list = await Eventually.Get(
                () => Api.Get($"/v1/tickets?{filter}", "agent"),
                seen => seen.Body?["items"]?.AsArray() is [{ } only] && only["assignee"]?.GetValue<string>() == assignee,
                $"{filter} lists the case");
            var item = list.Body!["items"]![0]!;
            Assert.Equal(
                (ticket, desk.Queue, assignee, owner),
                (item["id"]!.GetValue<Guid>(), item["queue"]!.GetValue<string>(), item["assignee"]!.GetValue<string>(), item["owner"]!.GetValue<string>()));
        }

        Assert.Empty((await Api.Get($"/v1/tickets?assignee={owner}", "agent")).Body!["items"]!.AsArray());
    }

    [Fact]
    public async Task A_waiting_case_is_listed_in_its_queue_and_leaves_it()
    {
        var desk = await GivenDesk();
        var (ticket, customer) = await GivenCase(desk);
        Task<ApiAnswer> Listed(int count) => Eventually.Get(
            () => Api.Get($"/v1/tickets?queue={desk.Queue}", "lead"), seen => seen.Body?["items"]?.AsArray().Count == count, $"the queue lists {count}");
        var item = (await Listed(1)).Body!["items"]![0]!;
        Assert.Equal(ticket, item["id"]!.GetValue<Guid>());
        Assert.Null(item["assignee"]);
        await Done(ticket, customer, "cancel");
        await Listed(0);
    }

    [Fact]
    public async Task Customers_neither_filter_by_nor_see_who_works_on_a_case()
    {
        var desk = await GivenDesk();
        var (ticket, customer) = await GivenCase(desk);
        await Held(ticket, await GivenAgent(desk));
        foreach (var filter in new[] { "queue", "assignee", "owner" })
        {
            AssertProblem(await Api.Get($"/v1/tickets?{filter}=x", customer), HttpStatusCode.BadRequest, "invalid-value");
        }

        await Eventually.Get(
            () => Api.Get($"/v1/tickets?queue={desk.Queue}", "lead"), seen => seen.Body?["items"]?.AsArray() is [{ } only] && only["assignee"] is not null, "it is listed");
        var item = (await Api.Get("/v1/tickets", customer)).Body!["items"]![0]!;
        Assert.Equal(ticket, item["id"]!.GetValue<Guid>());
        Assert.All(new[] { "queue", "assignee", "owner" }, field => Assert.Null(item[field]));
    }
}
