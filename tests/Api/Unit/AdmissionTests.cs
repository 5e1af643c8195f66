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
        var middleware = new LaneMiddleware(http => http.Items.ContainsKey("waits") ? release.Task : Task.CompletedTask, lanes);
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

    private sealed class FixedLag : IReadLag
    {
        public TimeSpan Current { get; set; }
    }
}
