using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>The live streams of one driver: so many and no more, for a front has places for 2,000 readers only; whoever finds none asks again and again instead.</summary>
internal sealed class StreamRoom(WireClient wire, ImmutableArray<Uri> fronts, int places, StreamCounts counts, CancellationToken stopping) : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = int.MaxValue,
        ConnectTimeout = TimeSpan.FromSeconds(2),
        UseCookies = false,
        UseProxy = false,
    });

    private int _taken;

    public StreamCounts Counts => counts;

    /// <summary>Null: all places are taken.</summary>
    public EventStream? TryOpen(string topic, ApiCaller who, Action<LiveMessage>? handler)
    {
        if (Interlocked.Increment(ref _taken) <= places)
        {
            return new EventStream(this, topic, who, handler, stopping);
        }

        Leave();
        return null;
    }

    public void Leave() => Interlocked.Decrement(ref _taken);

    public async Task<HttpResponseMessage> Open(string topic, ApiCaller who, string? after, int turn, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fronts[turn % fronts.Length], $"/v1/stream?topic={topic}"));
        request.Headers.TryAddWithoutValidation("Authorization", wire.TokenOf(who));
        if (after is not null)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        }

        return await _http.SendAsync(request, cancellation);
    }

    public void Dispose() => _http.Dispose();
}
