using System.Diagnostics.Metrics;
using System.Text.Json.Nodes;
using AfterSales.Api.Admission;
using AfterSales.ReadModel;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>What is let in, what waits and what is sent away.</summary>
public sealed class AdmissionTests
{
    private static readonly Caller Customer = new("aftersales", "c-1", Roles.Customer);

    [Fact]
    public async Task A_full_lane_answers_overloaded_and_leaves_the_other_lane_alone()
    {
        using var lanes = new Lanes(Options.Create(new AdmissionOptions { Reads = 1, ReadQueue = 0 }));
        var release = new TaskCompletionSource();
        var middleware = Middleware(http => http.Items.ContainsKey("waits") ? release.Task : Task.CompletedTask, lanes);
        var first = Request("GET");
        first.Items["waits"] = true;
        var running = middleware.Invoke(first);

        var second = Request("GET");
        await middleware.Invoke(second);
        Assert.Equal(503, second.Response.StatusCode);
        Assert.Equal("overloaded", (await Body(second))["code"]!.GetValue<string>());
        Assert.Equal("1", second.Response.Headers.RetryAfter);

        var command = Request("POST");
        await middleware.Invoke(command);
        Assert.Equal(200, command.Response.StatusCode);

        release.SetResult();
        await running;
        var third = Request("GET");
        await middleware.Invoke(third);
        Assert.Equal(200, third.Response.StatusCode);
    }

    [Fact]
    public async Task A_subject_beyond_its_burst_is_told_to_slow_down_and_others_are_not()
    {
        using var rates = new SubjectRates(Options.Create(new AdmissionOptions { CustomerPerSecond = 1, BurstSeconds = 2 }));
        var middleware = new RateMiddleware(_ => Task.CompletedTask, rates);
        Assert.Equal("200 200 429", await Statuses(middleware, Customer, 3));
        Assert.Equal("200", await Statuses(middleware, Customer with { Subject = "c-2" }, 1));
        Assert.Equal("200", await Statuses(middleware, Customer with { Roles = Roles.Agent }, 1));
    }

    [Fact]
    public void A_batch_counts_by_its_items_and_a_huge_one_takes_the_whole_burst()
    {
        using var rates = new SubjectRates(Options.Create(new AdmissionOptions { CustomerPerSecond = 10, BurstSeconds = 1 }));
        Assert.True(rates.TryTake(Customer));
        Assert.True(rates.TryTakeItems(Customer, 500));
        Assert.False(rates.TryTake(Customer));

        var other = Customer with { Subject = "c-2" };
        Assert.True(rates.TryTake(other));
        Assert.True(rates.TryTakeItems(other, 6));
        Assert.False(rates.TryTakeItems(other, 6));
    }

    [Fact]
    public void Cases_are_opened_only_while_lists_keep_up()
    {
        var lag = new FixedLag { Current = TimeSpan.FromSeconds(5) };
        var gate = new OpeningGate(lag, Options.Create(new AdmissionOptions()));
        Assert.Null(gate.Refusal);
        lag.Current += TimeSpan.FromMilliseconds(1);
        Assert.Equal(FailureCodes.Overloaded, gate.Refusal?.Code);
    }

    [Fact]
    public async Task More_openings_than_are_served_in_time_are_sent_away_with_a_time_to_come_back_and_commands_are_not()
    {
        using var lanes = new Lanes(Options.Create(new AdmissionOptions()));
        var limit = Limit(new AdmissionOptions { Openings = 8 });
        var middleware = Middleware(_ => Task.CompletedTask, lanes, limit);
        Assert.Equal(200, await Status(middleware, Opening()));

        var release = new TaskCompletionSource<Outcome<int>>();
        var running = Enumerable.Range(0, 8).Select(_ => limit.Run(() => release.Task)).ToList();
        Assert.Equal(FailureCodes.Overloaded, (await limit.Run(() => release.Task)).Failure?.Code);
        var ninth = Opening();
        Assert.Equal(503, await Status(middleware, ninth));
        Assert.InRange(int.Parse(ninth.Response.Headers.RetryAfter!, System.Globalization.CultureInfo.InvariantCulture), 1, 3);
        Assert.Equal(200, await Status(middleware, Request("POST")));

        release.SetResult(1);
        Assert.All(await Task.WhenAll(running), opened => Assert.True(opened.Succeeded));
        Assert.Equal(200, await Status(middleware, Opening()));
    }

    [Fact]
    public async Task Bodies_that_come_slowly_keep_nobody_out()
    {
        using var lanes = new Lanes(Options.Create(new AdmissionOptions()));
        var limit = Limit(new AdmissionOptions { Openings = 8 });
        var slow = new TaskCompletionSource();
        var middleware = Middleware(_ => slow.Task, lanes, limit);
        var reading = Enumerable.Range(0, 20).Select(_ => middleware.Invoke(Opening())).ToList();
        Assert.False(limit.IsFull);
        slow.SetResult();
        await Task.WhenAll(reading);
    }

    [Fact]
    public void Slow_openings_lower_the_limit_and_fast_ones_that_use_it_up_raise_it_again()
    {
        var time = new SteppedTime();
        var limit = Limit(new AdmissionOptions { Openings = 100, OpeningTargetMilliseconds = 250 }, time);
        Pass(limit, time, count: 100, took: 300);
        Assert.Equal(80, limit.Current);
        Pass(limit, time, count: 80, took: 300);
        Assert.Equal(64, limit.Current);
        Pass(limit, time, count: 10, took: 20);
        Assert.Equal(64, limit.Current);
        Pass(limit, time, count: 65, took: 20);
        Assert.Equal(68, limit.Current);
        for (var window = 0; window < 100; window++)
        {
            Pass(limit, time, count: limit.Current, took: 2_000);
        }

        Assert.Equal(8, limit.Current);
    }

    [Theory]
    [InlineData(10, 20, 3)]
    [InlineData(10, 60, 6)]
    [InlineData(10, 1_000, 10)]
    [InlineData(0, 1_000, 3)]
    public void Those_who_are_sent_away_come_back_over_as_many_seconds_as_it_takes_to_serve_them(int served, int sentAway, int over)
    {
        var time = new SteppedTime();
        var spread = new RetrySpread(time);
        Enumerable.Range(0, served).ToList().ForEach(_ => spread.Served());
        Enumerable.Range(0, sentAway - 1).ToList().ForEach(_ => Assert.InRange(spread.SendAway(), 1, 3));
        time.Milliseconds += 1_000;
        var asked = Enumerable.Range(0, 1_000).Select(_ => spread.SendAway()).ToList();
        Assert.Equal((1, over), (asked.Min(), asked.Max()));
    }

    /// <summary>So many come at once and take so many milliseconds; a window passes.</summary>
    private static void Pass(OpeningLimit limit, SteppedTime time, int count, int took)
    {
        var entered = Enumerable.Range(0, count).Count(_ => limit.TryEnter());
        for (var i = 1; i <= entered; i++)
        {
            time.Milliseconds += i == entered ? 100 : 0;
            limit.Leave(TimeSpan.FromMilliseconds(took));
        }
    }

    private static LaneMiddleware Middleware(RequestDelegate next, Lanes lanes, OpeningLimit? limit = null) =>
        new(next, lanes, limit ?? Limit(new AdmissionOptions()), Metrics());

    private static OpeningLimit Limit(AdmissionOptions options, TimeProvider? time = null) => new(Options.Create(options), time ?? TimeProvider.System, Metrics());

    private static AdmissionMetrics Metrics() => new(new TestMeters(), new FixedLag());

    private static async Task<int> Status(LaneMiddleware middleware, HttpContext http)
    {
        await middleware.Invoke(http);
        return http.Response.StatusCode;
    }

    private static DefaultHttpContext Opening()
    {
        var http = Request("POST");
        http.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(new LaneMetadata(Lane.Openings)), null));
        return http;
    }

    private static async Task<string> Statuses(RateMiddleware middleware, Caller caller, int requests)
    {
        var statuses = new int[requests];
        for (var i = 0; i < requests; i++)
        {
            var http = Request("GET");
            http.Features.Set(caller);
            await middleware.Invoke(http);
            statuses[i] = http.Response.StatusCode;
        }

        return string.Join(' ', statuses);
    }

    private static DefaultHttpContext Request(string method) => new() { Request = { Method = method }, Response = { Body = new MemoryStream() } };

    private static async Task<JsonNode> Body(HttpContext http)
    {
        await http.Response.BodyWriter.FlushAsync(TestContext.Current.CancellationToken);
        return JsonNode.Parse(((MemoryStream)http.Response.Body).ToArray())!;
    }

    private sealed class SteppedTime : TimeProvider
    {
        public long Milliseconds { get; set; }

        public override long TimestampFrequency => 1_000;

        public override long GetTimestamp() => Milliseconds;
    }

    private sealed class TestMeters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }

    private sealed class FixedLag : IReadLag
    {
        public TimeSpan Current { get; set; }
    }
}
