using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json.Nodes;
using AfterSales.Live;
using AfterSales.Log;
using AfterSales.Log.InMemory;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Domain.Live;

/// <summary>A live feed over the in-memory log, and a hand that writes into it.</summary>
internal sealed class LiveDesk : IAsyncDisposable
{
    private readonly InMemoryEventLog _log = new(TimeProvider.System);
    private readonly Dictionary<Guid, int> _versions = [];
    private readonly CatchUp _catchUp;

    public LiveDesk(Action<LiveOptions>? limits = null)
    {
        var options = new LiveOptions { PollMilliseconds = 1, MaxBackOffMilliseconds = 2, MarkSeconds = 3_600, MaxPerSubject = 100 };
        limits?.Invoke(options);
        Log = new MemoryLiveLog(_log);
        var metrics = new LiveMetrics(new Meters());
        Tail = new LiveTail(Log, Log, metrics, Options.Create(options), TimeProvider.System, NullLogger<LiveTail>.Instance);
        _catchUp = new CatchUp(Log, Log, metrics, Options.Create(options));
        Feed = new LiveFeed(Tail, _catchUp, metrics);
    }

    public MemoryLiveLog Log { get; }

    public LiveTail Tail { get; }

    public LiveFeed Feed { get; }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static Guid Ticket(int n) => new($"00000000-0000-0000-0000-{n:D12}");

    public static async Task<LiveDesk> Open(Action<LiveOptions>? limits = null)
    {
        var desk = new LiveDesk(limits);
        await desk.Tail.StartAsync(Cancel);
        return desk;
    }

    /// <summary>Appends one row; the events as they are stored.</summary>
    public async Task Happens(Guid stream, string events, StreamKind kind = StreamKind.Ticket)
    {
        var seq = _versions[stream] = _versions.GetValueOrDefault(stream) + 1;
        var row = new LogRow(kind, stream, seq, DateTimeOffset.UnixEpoch, "a-17", Guid.NewGuid(), null, Encoding.UTF8.GetBytes(events), null);
        Assert.Equal(AppendStatus.Committed, await _log.Append(row));
    }

    public Task Replies(int ticket) => Happens(Ticket(ticket), """[{"t":"replied.v1","by":"Agent"}]""");

    public async Task<LiveReader> Read(string topic, string? after = null, bool customer = false, string subject = "somebody")
    {
        Assert.True(LiveTopic.TryParse(topic, out var parsed));
        var outcome = await Feed.Subscribe(parsed, after, Reader(subject, customer), Cancel);
        Assert.True(outcome.Succeeded, outcome.Failure?.Detail);
        return new LiveReader(outcome.Value);
    }

    public static Caller Reader(string subject = "somebody", bool customer = false) => new("test", subject, customer ? Roles.Customer : Roles.Agent);

    public async ValueTask DisposeAsync()
    {
        await Tail.StopAsync(CancellationToken.None);
        Tail.Dispose();
        _catchUp.Dispose();
    }

    private sealed class Meters : IMeterFactory
    {
        public Meter Create(MeterOptions options) => new(options);

        public void Dispose()
        {
        }
    }
}

/// <summary>Reads one stream, event by event; a wait that ends names what was expected.</summary>
internal sealed class LiveReader(ILiveSubscription subscription) : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly IAsyncEnumerator<LiveEvent> _events = subscription.Read(TestContext.Current.CancellationToken).GetAsyncEnumerator();

    /// <summary>Of the newest event read.</summary>
    public string LastId { get; private set; } = "";

    public async Task<LiveEvent?> Next()
    {
        var moving = _events.MoveNextAsync().AsTask();
        if (await Task.WhenAny(moving, Task.Delay(Limit)) != moving)
        {
            throw new TimeoutException($"No event within {Limit.TotalSeconds} s after {LastId}.");
        }

        if (!await moving)
        {
            return null;
        }

        LastId = _events.Current.Id;
        return _events.Current;
    }

    public async Task<LiveEvent> Next(string type)
    {
        var live = await Next();
        Assert.Equal(type, live?.Type);
        return live!;
    }

    public async Task<LiveReader> AfterHello()
    {
        await Next(LiveEventTypes.Hello);
        return this;
    }

    /// <summary>The next event, which must be of a ticket or an agent, as JSON.</summary>
    public async Task<JsonNode> NextJson(string type = LiveEventTypes.Ticket) => JsonNode.Parse((await Next(type)).Json)!;

    public async ValueTask DisposeAsync()
    {
        // Like a caller who goes away: nothing is read any more.
        subscription.Dispose();
        await _events.DisposeAsync();
    }
}
