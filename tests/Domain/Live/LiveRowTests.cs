using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Live;

public sealed class LiveRowTests
{
    private static readonly Guid Ticket = LiveDesk.Ticket(1);

    [Fact]
    public async Task Staff_are_told_what_happened_where_the_case_is_and_by_whom()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read($"tickets/{Ticket}")).AfterHello();
        await desk.Happens(Ticket, """
            [{"t":"approved.v1","by":"Agent","to":"AwaitingInspection","rule":"x"},
             {"t":"queued.v2","queue":"warehouse","rule":"default","reason":{"considered":[{"agent":"a-9"}]}},{"t":"assigned.v1","agent":"a-2"}]
            """);
        var live = await reader.NextJson();
        Assert.Equal(["approved", "queued", "assigned"], live["events"]!.AsArray().Select(name => (string)name!));
        Assert.Equal(("AwaitingInspection", "Processing"), ((string)live["step"]!, (string)live["stage"]!));
        Assert.Equal(("warehouse", "a-2", "a-17"), ((string)live["queue"]!, (string)live["assignee"]!, (string)live["by"]!));
        Assert.Equal("1970-01-01T00:00:00Z", (string)live["at"]!);
        Assert.Equal(TicketNumber.Of(Ticket), (string)live["number"]!);
    }

    [Fact]
    public async Task A_customer_is_told_only_what_his_timeline_shows()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read($"tickets/{Ticket}", customer: true)).AfterHello();
        await desk.Happens(Ticket, """[{"t":"noted.v1","by":"Agent"}]""");
        await desk.Happens(Ticket, """[{"t":"priority-set.v1","by":"Agent","priority":"P1"},{"t":"replied.v1","by":"Agent"}]""");
        await desk.Happens(Ticket, """[{"t":"from-the-future.v1","queue":"general"}]""");
        await desk.Happens(Ticket, """[{"t":"info-requested.v1","by":"Agent","to":"AwaitingCustomer"}]""");

        var replied = await reader.NextJson();
        Assert.Equal(["at", "events", "number", "ticketId", "version"], replied.AsObject().Select(field => field.Key).Order());
        Assert.Equal((2, "replied"), ((int)replied["version"]!, (string)Assert.Single(replied["events"]!.AsArray())!));
        var asked = await reader.NextJson();
        Assert.Equal((4, "AwaitingCustomer", "InReview"), ((int)asked["version"]!, (string)asked["step"]!, (string)asked["stage"]!));
    }

    [Fact]
    public async Task A_queue_hears_of_cases_that_name_it_and_of_offers_and_of_nothing_else()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read("queues/general")).AfterHello();
        await desk.Happens(Ticket, """[{"t":"queued.v1","queue":"phone"}]""");
        await desk.Happens(Ticket, """[{"t":"moved.v1","fromQueue":"phone","toQueue":"general"}]""");
        await desk.Happens(Ticket, """[{"t":"tag-added.v1","tag":"general"}]""");
        await desk.Happens(AgentStream("a-1"), """[{"t":"work-reserved.v1","queue":"general"}]""", StreamKind.Agent);
        await desk.Happens(AgentStream("a-1"), $$"""[{"t":"work-offered.v1","queue":"general","ticketId":"{{Ticket}}"}]""", StreamKind.Agent);
        await desk.Happens(AgentStream("a-1"), $$"""[{"t":"offer-closed.v1","ticketId":"{{Ticket}}","how":"TimedOut","queue":"general"}]""", StreamKind.Agent);
        await desk.Happens(Ticket, """[{"t":"assigned.v1","work":{"queue":"general","agent":"a-1"}}]""");

        Assert.Equal(2, (int)(await reader.NextJson())["version"]!);
        var offered = await reader.NextJson(LiveEventTypes.Agent);
        Assert.Equal(("work-offered", Ticket), ((string)offered["events"]![0]!, (Guid)offered["ticketId"]!));
        var ended = await reader.NextJson(LiveEventTypes.Agent);
        Assert.Equal(("offer-closed", Ticket), ((string)ended["events"]![0]!, (Guid)ended["ticketId"]!));
        var assigned = await reader.NextJson();
        Assert.Equal((4, "a-1"), ((int)assigned["version"]!, (string)assigned["assignee"]!));
    }

    [Fact]
    public async Task An_agent_s_stream_holds_his_own_changes_and_his_cases()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read("agents/a-1")).AfterHello();
        await desk.Happens(AgentStream("a-2"), """[{"t":"presence-set.v1","presence":"Away"}]""", StreamKind.Agent);
        await desk.Happens(AgentStream("a-1"), """[{"t":"presence-set.v1","presence":"Online"}]""", StreamKind.Agent);
        await desk.Happens(Ticket, """[{"t":"assigned.v1","agent":"a-2"}]""");
        await desk.Happens(Ticket, """[{"t":"assigned.v1","agent":"a-1"}]""");

        Assert.Equal("Online", (string)(await reader.NextJson(LiveEventTypes.Agent))["presence"]!);
        Assert.Equal(2, (int)(await reader.NextJson())["version"]!);
    }

    [Fact]
    public async Task Rows_that_keep_retries_right_and_rows_that_cannot_be_read_are_passed()
    {
        await using var desk = await LiveDesk.Open();
        await using var reader = await (await desk.Read($"tickets/{Ticket}")).AfterHello();
        await desk.Happens(Ticket, """[{"t":"unchanged.v1"}]""");
        await desk.Happens(Ticket, "[{");
        await desk.Happens(Ticket, """[{"t":"from-the-future.v9"}]""");
        var live = await reader.NextJson();
        Assert.Equal((3, "from-the-future"), ((int)live["version"]!, (string)live["events"]![0]!));
    }

    [Theory]
    [InlineData("tickets/00000000-0000-0000-0000-000000000001", true)]
    [InlineData("tickets/0001", false)]
    [InlineData("agents/a-1", true)]
    [InlineData("agents/", false)]
    [InlineData("queues/a.b_c:d-1", true)]
    [InlineData("queues/a/b", false)]
    [InlineData("queues/a b", false)]
    [InlineData("orders/o-1", false)]
    [InlineData("", false)]
    public void A_topic_is_one_of_three(string text, bool valid) => Assert.Equal(valid, LiveTopic.TryParse(text, out _));

    [Fact]
    public void A_queue_s_id_has_an_end()
    {
        Assert.True(LiveTopic.TryParse("queues/" + new string('q', 64), out var topic));
        Assert.Equal("queues/" + new string('q', 64), topic.ToString());
        Assert.False(LiveTopic.TryParse("queues/" + new string('q', 65), out _));
    }

    private static Guid AgentStream(string agent) => StreamIds.Of(StreamKind.Agent, agent);
}
