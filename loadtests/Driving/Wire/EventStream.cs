using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Http;

namespace AfterSales.LoadTests.Driving.Wire;

/// <summary>A live stream that is held: resumed after the last event seen, at the next front, whenever it ends.</summary>
internal sealed class EventStream : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private readonly CancellationTokenSource _ending;
    private readonly StreamRoom _room;
    private readonly Action<LiveMessage>? _handler;
    private readonly Task _reading;
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private string? _lastId;
    private long _version;

    public EventStream(StreamRoom room, string topic, ApiCaller who, Action<LiveMessage>? handler, CancellationToken stopping)
    {
        (_room, _handler) = (room, handler);
        _ending = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _reading = Task.Run(() => Hold(topic, who), CancellationToken.None);
    }

    /// <summary>Returns when a version beyond this was told of, when it took too long, or at the end.</summary>
    public async Task Beyond(long version, TimeSpan atMost, CancellationToken stopping)
    {
        var news = Volatile.Read(ref _news);
        if (Volatile.Read(ref _version) <= version)
        {
            await Task.WhenAny(news.Task, Task.Delay(atMost, stopping));
            stopping.ThrowIfCancellationRequested();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
        _room.Leave();
    }

    private async Task Hold(string topic, ApiCaller who)
    {
        for (var turn = Random.Shared.Next(1 << 20); !_ending.IsCancellationRequested; turn++)
        {
            var pause = Pause;
            try
            {
                pause = await Read(topic, who, turn) ?? pause;
            }
            catch (Exception failure) when (failure is HttpRequestException or IOException or OperationCanceledException or DecoderFallbackException)
            {
                // Cut off, or the end. The next one resumes where this one stopped.
            }

            await Task.Delay(pause * (0.5 + Random.Shared.NextDouble()), _ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan?> Read(string topic, ApiCaller who, int turn)
    {
        using var response = await _room.Open(topic, who, _lastId, turn, _ending.Token);
        if (!response.IsSuccessStatusCode)
        {
            return response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(2);
        }

        _room.Counts.Opened();
        try
        {
            if (_lastId is not null)
            {
                _room.Counts.Resumed();
            }

            using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(_ending.Token), Encoding.UTF8);
            var (id, type) = ((string?)null, "message");
            while (await lines.ReadLineAsync(_ending.Token) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    id = line[4..];
                }
                else if (line.StartsWith("event: ", StringComparison.Ordinal))
                {
                    type = line[7..];
                }
                else if (line.StartsWith("data: ", StringComparison.Ordinal))
                {
                    Tell(LiveMessage.Of(type, line.AsSpan(6)));
                }
                else if (line.Length == 0)
                {
                    _lastId = id ?? _lastId;
                    (id, type) = (null, "message");
                }
            }
        }
        finally
        {
            _room.Counts.Closed();
        }

        return null;
    }

    private void Tell(LiveMessage message)
    {
        _room.Counts.Event();

        // After a reset it is unknown what happened meanwhile: the reader has to look.
        Volatile.Write(ref _version, message.Type == "reset" ? long.MaxValue : Math.Max(_version, message.Version));
        Interlocked.Exchange(ref _news, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        _handler?.Invoke(message);
    }
}

/// <summary>One event of a live stream, as far as it matters.</summary>
internal readonly record struct LiveMessage(string Type, long Version, Guid? Ticket, string? Assignee)
{
    public static LiveMessage Of(string type, ReadOnlySpan<char> json)
    {
        var (version, ticket, assignee) = (0L, (Guid?)null, (string?)null);
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.ToString()));
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueTextEquals("version"u8) ? 1 : reader.ValueTextEquals("ticketId"u8) ? 2 : reader.ValueTextEquals("assignee"u8) ? 3 : 0;
            reader.Read();
            switch (field)
            {
                case 1: version = reader.GetInt64(); break;
                case 2: ticket = reader.GetGuid(); break;
                case 3: assignee = reader.GetString(); break;
                default: reader.Skip(); break;
            }
        }

        return new LiveMessage(type, version, ticket, assignee);
    }
}
