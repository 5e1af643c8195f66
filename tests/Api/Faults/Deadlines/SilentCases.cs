using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Sla;
using AfterSales.Tests.Api.Faults.Routing;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Faults.Deadlines;

/// <summary>Many cases that nobody acts on, each with a deadline of its own, and what the log says became of them.</summary>
internal sealed class SilentCases(Cluster cluster, string database)
{
    public const int Count = 240;
    public const int AfterSeconds = 60;

    private const int AtOnce = 12;

    private readonly ConcurrentBag<Guid> _opened = [];

    /// <param name="apart">Between the first half and the second, in business time.</param>
    public async Task Open(TimeSpan apart = default)
    {
        var policy = new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject
            {
                ["name"] = "silent", ["steps"] = new JsonArray("UnderReview"), ["party"] = "Reviewer", ["afterSeconds"] = AfterSeconds, ["effect"] = "Escalate",
            }),
        };
        await Expect(cluster.Put("/v1/policies/deadlines", "admin", policy));
        await InForce();
        await Open(0, Count / 2);
        if (apart > TimeSpan.Zero)
        {
            await Advance(apart);
        }

        await Open(Count / 2, Count - (Count / 2));
        Assert.Equal(Count, await Ask<long>($"select count(*) from event_log where {Of("deadline-set.v1")} and {Mine}"));
    }

    private Task Open(int first, int count) => Parallel.ForEachAsync(
        Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) => _opened.Add((await OpenCase($"silent-{n}")).Id));

    public Task Advance(TimeSpan by) => Expect(cluster.Post(
        "/dev/clock/advance", "admin", new JsonObject { ["by"] = System.Xml.XmlConvert.ToString(by) }, Guid.NewGuid().ToString("N")));

    /// <summary>Moves business time while nothing runs.</summary>
    public async Task PassWhileDown(TimeSpan time)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("update business_clock set ahead = ahead + $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = time });
        await command.ExecuteNonQueryAsync();
    }

    public Task<long> Expired() => Ask<long>($"select count(distinct stream_id) from event_log where {Of("deadline-expired.v1")} and {Mine}");

    /// <summary>Deadlines that took effect, in the order of the log.</summary>
    public async Task<List<Decided>> Decided()
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            $$"""
            select stream_id, at, (e ->> 'due')::timestamptz from event_log, json_array_elements(data) e
            where e ->> 't' = 'deadline-expired.v1' and {{Mine}} order by tx, position
            """);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. _opened] });
        await using var row = await command.ExecuteReaderAsync();
        var decided = new List<Decided>();
        while (await row.ReadAsync())
        {
            decided.Add(new Decided(row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2)));
        }

        return decided;
    }

    public async Task AssertOnceEach()
    {
        var decided = await Decided();
        Assert.Equal(_opened.Order(), decided.Select(one => one.Ticket).Order());
        Assert.All(decided, one => Assert.True(one.At >= one.Due, "nothing is decided before its time"));
    }

    private const string Mine = "stream_id = any($1)";

    private static string Of(string type) => $"exists (select 1 from json_array_elements(data) e where e ->> 't' = '{type}')";

    /// <summary>Every process follows a policy within seconds.</summary>
    private async Task InForce()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(0.2));
        for (var (n, ours) = (0, 0); ours < 12; n++)
        {
            var opened = await OpenCase($"probe-{n}");
            var rule = (await cluster.Get($"/v1/tickets/{opened.Id}", "lead")).Body!["deadline"]?["at"]?.GetValue<DateTimeOffset>();
            ours = rule - opened.Body!["createdAt"]!.GetValue<DateTimeOffset>() < TimeSpan.FromHours(1) ? ours + 1 : 0;
            Assert.True(n < 300, "the policy is in force");
            await timer.WaitForNextTickAsync();
        }
    }

    private Task<Fixtures.ApiAnswer> OpenCase(string name) => Expect(cluster.Post(
        "/v1/tickets",
        $"customer:{name}",
        new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = name, ["description"] = "Nobody answers." },
        name));

    private static async Task<Fixtures.ApiAnswer> Expect(Task<Fixtures.ApiAnswer> sent)
    {
        var answer = await sent;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToString());
        return answer;
    }

    private async Task<T> Ask<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. _opened] });
        return (T)(await command.ExecuteScalarAsync())!;
    }
}

/// <param name="Ticket">The case.</param>
/// <param name="At">When silence decided.</param>
/// <param name="Due">When it should have.</param>
internal sealed record Decided(Guid Ticket, DateTimeOffset At, DateTimeOffset Due)
{
    public int Shard => WheelKeys.ShardOf(Ticket);

    public TimeSpan Late => At - Due;
}
