using System.Text.Json;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Workload;
using AfterSales.Tests.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>A caller with all it needs: clock, counters and a journal in memory or one that fails.</summary>
internal sealed class CallerBench : IAsyncDisposable
{
    private readonly MemoryStream _lines = new();
    private readonly WireClient _wire = new(ProductTokens.NewKey(), "t");
    private readonly JournalWriter _journal;

    private readonly ImmutableArray<Uri> _fronts;
    private readonly CancellationTokenSource _stopping = new();

    public CallerBench(Action? flushToDisk, params ImmutableArray<Uri> fronts)
        : this(TimeSpan.Zero, Patient, flushToDisk, fronts)
    {
    }

    /// <param name="running">For how long the run has been going on.</param>
    public CallerBench(TimeSpan running, TimeSpan patience, Action? flushToDisk, params ImmutableArray<Uri> fronts)
    {
        _fronts = fronts;
        _journal = new JournalWriter(_lines, flushToDisk ?? (() => { }));
        Clock = RunClock.StartingAt(DateTimeOffset.UtcNow - running);
        Caller = new PatientCaller(_wire, fronts, Clock, Counters, _journal, patience, _stopping.Token);
    }

    public static TimeSpan Patient => TimeSpan.FromSeconds(20);

    public RunClock Clock { get; }

    public DriverCounters Counters { get; } = new(1_000);

    public PatientCaller Caller { get; }

    public DriverResult Result => Counters.ToResult("d1", 0);

    public JournalEntry[] Journal => [.. System.Text.Encoding.UTF8.GetString(_lines.ToArray())
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry)!)];

    public static ApiCall Command(string action = "reply", string key = "k1") =>
        new(action, HttpMethod.Post, $"/v1/tickets/{Guid.Empty}/actions/{action}", new ApiCaller("t-agent-1", "agent")) { Key = key, Body = "{}"u8.ToArray(), WantsCase = true };

    /// <summary>A desk of a run without agents and streams.</summary>
    public CaseDesk Desk(PeakPlan plan) => new(
        plan with { Agents = 0, StreamShare = 0 }, Plans.Stories(plan), Caller, new StreamRoom(_wire, _fronts, 0, Counters.Streams, _stopping.Token), _stopping.Token);

    /// <summary>The run ends.</summary>
    public void Stop() => _stopping.Cancel();

    public async ValueTask DisposeAsync()
    {
        _stopping.Dispose();
        await _journal.DisposeAsync();
        _wire.Dispose();
    }
}
