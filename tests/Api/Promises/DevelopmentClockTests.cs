using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Promises;

/// <summary>Ten days in seconds, with everything at its own time. On a system of its own: the clock is everybody's.</summary>
public sealed class DevelopmentClockTests : SystemTests, IAsyncLifetime
{
    /// <summary>A stop is exact; what is late is the machine.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    public DevelopmentClockTests()
        : this(new SystemFixture())
    {
    }

    private DevelopmentClockTests(SystemFixture own)
        : base(own)
    {
    }

    public ValueTask InitializeAsync() => System.InitializeAsync();

    public ValueTask DisposeAsync() => System.DisposeAsync();

    [Fact]
    public async Task A_return_left_alone_passes_each_deadline_at_its_own_time_and_is_closed_by_silence()
    {
        var (ticket, customer) = await GivenTicket("ReturnRefund", category: "Service");
        var opened = await Api.Get($"/v1/tickets/{ticket}", customer);
        Assert.Equal(("UnderReview", "Reviewer"), (opened.Step, opened.Body!["deadline"]!["party"]!.GetValue<string>()));
        var start = opened.Body["createdAt"]!.GetValue<DateTimeOffset>();

        var two = await Advance("P2DT1H");
        Assert.Equal("AwaitingReturn", (await Api.Get($"/v1/tickets/{ticket}", customer)).Step);
        var (ten, fired) = await Advance("P8D");
        Assert.Equal("Closed", (await Api.Get($"/v1/tickets/{ticket}", customer)).Step);
        Assert.True(two.Fired >= 1 && fired >= 1);
        Assert.InRange(ten, start.AddDays(10).AddHours(1), start.AddDays(10).AddHours(1) + Late);

        var expired = await Expired(ticket);
        Assert.Equal(["review-return", "customer-return"], expired.Select(one => one.Rule));
        Assert.All(expired, one => Assert.InRange(one.At, one.Due, one.Due + Late));
        Assert.InRange(expired[0].At, start.AddDays(2), start.AddDays(2) + Late);
        Assert.InRange(expired[1].At, start.AddDays(9), start.AddDays(9) + 2 * Late);
    }

    [Fact]
    public async Task What_was_committed_a_moment_ago_is_on_the_way_too()
    {
        for (var n = 0; n < 5; n++)
        {
            var question = new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = "When?", ["description"] = "Nobody answers." };
            var opened = await Api.Post("/v1/tickets", $"customer:{Bodies.NewId("c")}", question);
            await Advance("P2DT1S");
            Assert.Single(await Expired(opened.Id));
        }
    }

    private async Task<(DateTimeOffset Now, int Fired)> Advance(string by)
    {
        var answer = await Api.Post("/dev/clock/advance", "admin", new JsonObject { ["by"] = by });
        Assert.True(answer.Body?["fired"] is not null, answer.ToString());
        return (answer.Body["now"]!.GetValue<DateTimeOffset>(), answer.Body["fired"]!.GetValue<int>());
    }

    private async Task<List<(string Rule, DateTimeOffset At, DateTimeOffset Due)>> Expired(Guid ticket)
    {
        await using var source = NpgsqlDataSource.Create(System.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select e ->> 'rule', at, (e ->> 'due')::timestamptz from event_log, json_array_elements(data) e
            where stream_id = $1 and e ->> 't' = 'deadline-expired.v1' order by seq
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = ticket });
        await using var row = await command.ExecuteReaderAsync();
        var expired = new List<(string, DateTimeOffset, DateTimeOffset)>();
        while (await row.ReadAsync())
        {
            expired.Add((row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2)));
        }

        return expired;
    }
}
