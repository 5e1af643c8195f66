using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;

namespace AfterSales.Tests.Api.Live;

/// <param name="Id">Null when the event had none.</param>
public sealed record ServerEvent(string? Id, string? Type, string Data)
{
    public JsonNode Json => JsonNode.Parse(Data)!;

    public override string ToString() => $"{Type} {Id}: {Data}";
}

/// <summary>Reads an answer of GET /v1/stream as a browser does; a wait that ends names what was expected.</summary>
internal sealed class EventStreamReader : IAsyncDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly HttpResponseMessage _response;
    private readonly StreamReader _lines;

    private EventStreamReader(HttpResponseMessage response, Stream body)
    {
        _response = response;
        _lines = new StreamReader(body);
    }

    public HttpResponseMessage Response => _response;

    /// <summary>As a browser remembers it.</summary>
    public string LastId { get; private set; } = "";

    public string? Retry { get; private set; }

    /// <summary>Opens a stream that must begin; the first event (hello) is read.</summary>
    public static async Task<EventStreamReader> Open(ApiClient api, string query, string? role, string? lastEventId = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/stream?{query}");
        if (role is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", api.Token(role));
        }

        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        var response = await api.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.True(response.StatusCode == HttpStatusCode.OK, response.StatusCode == HttpStatusCode.OK ? "" : await response.Content.ReadAsStringAsync());
        var reader = new EventStreamReader(response, await response.Content.ReadAsStreamAsync());
        Assert.Equal("hello", (await reader.Next())?.Type);
        return reader;
    }

    /// <summary>The next event of the type; others are passed over.</summary>
    public async Task<ServerEvent> Next(string type)
    {
        while (await Next() is { } live)
        {
            if (live.Type == type)
            {
                return live;
            }
        }

        throw new InvalidOperationException($"The stream ended before an event {type} came.");
    }

    /// <summary>
    /// The next thing that happens to a case after it was opened. A stream begins at the end of what can be read of the log, which may be a moment behind
    /// an opening that was answered already.
    /// </summary>
    public async Task<JsonNode> NextAfterOpening()
    {
        while (true)
        {
            var live = (await Next("ticket")).Json;
            if ((string)live["events"]![0]! != "opened")
            {
                return live;
            }
        }
    }

    /// <summary>The next event of whichever type; null when the stream has ended.</summary>
    public async Task<ServerEvent?> Next()
    {
        var (id, type, data) = ((string?)null, (string?)null, (string?)null);
        while (await Line() is { } line)
        {
            if (line.Length == 0)
            {
                if (data is not null)
                {
                    return new ServerEvent(id, type, data);
                }

                continue;
            }

            var at = line.IndexOf(": ", StringComparison.Ordinal);
            switch (line[..at], line[(at + 2)..])
            {
                case ("id", var value):
                    LastId = id = value;
                    break;
                case ("event", var value):
                    type = value;
                    break;
                case ("data", var value):
                    data = value;
                    break;
                case ("retry", var value):
                    Retry = value;
                    break;
                case ("", _):
                    break;
                default:
                    throw new InvalidDataException($"Not a line of an event stream: {line}");
            }
        }

        return null;
    }

    public ValueTask DisposeAsync()
    {
        _lines.Dispose();
        _response.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<string?> Line()
    {
        try
        {
            return await _lines.ReadLineAsync().WaitAsync(Limit);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Nothing came within {Limit.TotalSeconds} s after event {LastId}.");
        }
    }
}
