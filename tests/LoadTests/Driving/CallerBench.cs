using System.Text.Json;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Product;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>A caller with all it needs: clock, counters and a journal in memory or one that fails.</summary>
internal sealed class CallerBench : IAsyncDisposable
{
    private readonly MemoryStream _lines = new();
    private readonly WireClient _wire = new(ProductTokens.NewKey(), "t");
    private readonly JournalWriter _journal;

    public CallerBench(Action? flushToDisk, params ImmutableArray<Uri> fronts)
    {
        _journal = new JournalWriter(_lines, flushToDisk ?? (() => { }));
        Clock = RunClock.StartingAt(DateTimeOffset.UtcNow);
        Caller = new PatientCaller(_wire, fronts, Clock, Counters, _journal, Patience, CancellationToken.None);
    }

    private static TimeSpan Patience => TimeSpan.FromSeconds(20);

    public RunClock Clock { get; }

    public DriverCounters Counters { get; } = new(1_000);

    public PatientCaller Caller { get; }

    public DriverResult Result => Counters.ToResult("d1", 0);

    public JournalEntry[] Journal => [.. System.Text.Encoding.UTF8.GetString(_lines.ToArray())
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry)!)];

    public static ApiCall Command(string action = "reply", string key = "k1") =>
        new(action, HttpMethod.Post, $"/v1/tickets/{Guid.Empty}/actions/{action}", new ApiCaller("t-agent-1", "agent")) { Key = key, Body = "{}"u8.ToArray(), WantsCase = true };

    public async ValueTask DisposeAsync()
    {
        await _journal.DisposeAsync();
        _wire.Dispose();
    }
}
