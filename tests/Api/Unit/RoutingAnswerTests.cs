using System.Text.Json;
using System.Text.Json.Nodes;
using AfterSales.Api.Agents;
using AfterSales.Api.Json;
using AfterSales.Api.Queues;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>What queues and offers look like in answers.</summary>
public sealed class RoutingAnswerTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly AssignmentRequest Request =
        new(Guid.NewGuid(), Guid.NewGuid(), 3, "night", "a-1", 5, AssignmentMode.Offer, new AssignmentReason("lowest-load", 0, 1, []));

    [Fact]
    public void A_queue_answers_its_mode_in_lower_case_and_durations_in_iso_8601()
    {
        var definition = new QueueDefinition
        {
            Name = "Night", Mode = QueueMode.Offer, Targets = [new RelaxedTarget(TimeSpan.FromMinutes(1), [new SkillLevel("refund", 2)])], OverflowAfter = TimeSpan.FromHours(2),
        };
        var json = Json(QueueBody.Of(new QueueDocument("night", 4, definition, null, null)), ApiJson.Responses.QueueBody);
        var expected =
            """
            {"id":"night","version":4,"name":"Night","department":"service","requiredSkills":[],"mode":"offer","offerTimeout":"PT30S",
             "targets":[{"after":"PT1M","skills":[{"skill":"refund","level":2}]}],"overflowAfter":"PT2H"}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), json), json.ToJsonString());
    }

    [Fact]
    public void Stats_name_their_counts_and_round_times_up_to_seconds()
    {
        var stats = new QueueStats
        {
            Queue = "night", Waiting = 10, WaitingByPriority = [1, 2, 3, 4], Offered = 1, OldestAge = TimeSpan.FromSeconds(61.2), Overdue = 2,
            AgentsByPresence = [4, 3, 2, 1], AgentsAvailable = 4, UnitsInUse = 20, Capacity = 400, ArrivalsPerMinute = 7, AssignmentsPerMinute = 6,
            CompletionsPerMinute = 5, Handling = [new KindHandling(TicketKind.Repair, TimeSpan.FromSeconds(300), 2)],
        };
        var json = Json(QueueStatsBody.Of(stats), ApiJson.Responses.QueueStatsBody);
        var expected =
            """
            {"queue":"night","waiting":10,"waitingByPriority":{"P1":1,"P2":2,"P3":3,"P4":4},"offered":1,"oldestAge":"PT1M2S","overdue":2,
             "agentsByPresence":{"online":4,"busy":3,"away":2,"offline":1},"agentsAvailable":4,"unitsInUse":20,"capacity":400,"arrivalsPerMinute":7,
             "assignmentsPerMinute":6,"completionsPerMinute":5,"handling":[{"kind":"Repair","expected":"PT5M","finished":2}]}
            """;
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), json), json.ToJsonString());
    }

    [Fact]
    public void Nothing_to_pull_is_an_empty_object() => Assert.Equal("{}", Json(new NextBody(null), ApiJson.Responses.NextBody).ToJsonString());

    [Fact]
    public void An_accepted_offer_that_came_to_nothing_says_what_happened()
    {
        var none = new RoutingFacts(Request.TicketId, 9, null, null, []);
        Assert.Contains("assigned to a-2", Detail(none with { Assigned = Held("a-2") }), StringComparison.Ordinal);
        Assert.Contains("came to you", Detail(none with { Assigned = Held("a-1") }), StringComparison.Ordinal);
        Assert.Contains("queue other", Detail(none with { Waiting = Waits("other") }), StringComparison.Ordinal);
        Assert.Contains("waits anew", Detail(none with { Waiting = Waits("night") }), StringComparison.Ordinal);
        Assert.Contains("no longer waits", Detail(none), StringComparison.Ordinal);
        Assert.Equal((FailureCodes.ActionNotPossible, 9), (OfferProblems.TakenMeanwhile(Request, none).Code, OfferProblems.TakenMeanwhile(Request, none).Version));
    }

    [Theory]
    [InlineData("PT30S", 30)]
    [InlineData("PT0.5S", 0.5)]
    [InlineData("P1DT1H", 90000)]
    public void Durations_are_iso_8601(string text, double seconds)
    {
        Assert.True(Iso8601.TryParse(text, out var duration));
        Assert.Equal((seconds, text), (duration.TotalSeconds, Iso8601.ToText(duration)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("30")]
    [InlineData("00:00:30")]
    [InlineData("P")]
    [InlineData("P99999999999D")]
    public void Anything_else_is_no_duration(string? text) => Assert.False(Iso8601.TryParse(text, out _));

    private static string Detail(RoutingFacts facts) => OfferProblems.TakenMeanwhile(Request, facts).Detail;

    private static AssignedWork Held(string agent) =>
        new(Guid.NewGuid(), agent, "night", Departments.Service, 5, true, false, AssignmentMode.Claim, Now, TicketKind.Repair, Now);

    private static WaitingWork Waits(string queue) =>
        new(queue, 9, Departments.Service, TicketKind.Repair, TicketPriority.P3, Now, Now, Now, 5, [], null);

    private static JsonNode Json<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonNode.Parse(JsonSerializer.SerializeToUtf8Bytes(value, type))!;
}
