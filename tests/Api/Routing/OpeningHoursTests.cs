using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Routing;

/// <summary>A queue that is closed hands out nothing by itself; agents may still take work, and a changed calendar counts within seconds.</summary>
public sealed class OpeningHoursTests(SystemFixture system) : RoutingTests(system)
{
    private static readonly string Always = """[{"from":"00:00","to":"24:00"}]""";

    [Fact]
    public async Task Closed_it_waits_and_may_be_pulled_and_claimed_and_open_it_is_assigned()
    {
        var calendar = NewId("cal");
        await GivenCalendar(calendar, open: false);

        // Named right after it was made: the catalog of queues asks before it calls a calendar unknown.
        var desk = await GivenDesk(queue => queue["calendar"] = calendar);
        var agent = await GivenAgent(desk);
        var (pulled, _) = await GivenCase(desk);
        var (claimed, _) = await GivenCase(desk);
        var (waits, _) = await GivenCase(desk);
        await Waits(pulled, desk.Queue);
        var wait = await Eventually.Get(
            () => Api.Get($"/v1/queues/{desk.Queue}/stats", "lead"), seen => Number(seen, "waiting") == 3 && Text(seen, "expectedWait") is not null, "three wait");
        Assert.Matches("^P([1-9]|T2[0-9]H|[0-9]+D)", Text(wait, "expectedWait"));

        var next = await Api.Post($"/v1/queues/{desk.Queue}/next", $"agent:{agent}", new JsonObject());
        Assert.True(next.Status == HttpStatusCode.OK && next.Body!["ticket"] is not null, next.ToString());
        var rest = new[] { pulled, claimed, waits }.Where(id => id != next.Body!["ticket"]!["id"]!.GetValue<Guid>()).ToList();
        await Done(rest[0], $"agent:{agent}", "claim");
        await Held(rest[0], agent);
        await Waits(rest[1], desk.Queue, position: 1);

        await GivenCalendar(calendar, open: true);
        await Held(rest[1], agent);
    }

    /// <summary>Open all the time, or not these days.</summary>
    private async Task GivenCalendar(string id, bool open)
    {
        var week = new JsonObject();
        foreach (var day in Enum.GetNames<DayOfWeek>())
        {
            week[day.ToLowerInvariant()] = JsonNode.Parse(Always);
        }

        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var closed = Enumerable.Range(-1, 4).Select(day => new JsonObject { ["date"] = today.AddDays(day).ToString("yyyy-MM-dd") });
        var body = new JsonObject { ["name"] = "A desk's", ["zone"] = "UTC", ["week"] = week, ["days"] = new JsonArray([.. open ? [] : closed]) };
        var answer = await Api.Put($"/v1/calendars/{id}", "lead", body);
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToString());
    }
}
