using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using AfterSales.Live;

namespace AfterSales.Api.Live;

/// <summary>Server-sent events as bytes (the HTML standard, section 9.2). Not thread-safe: one stream has one.</summary>
internal sealed class EventWriter(PipeWriter body)
{
    /// <summary>Proxies close what is silent for longer.</summary>
    private const int HeartbeatSeconds = 15;

    private int _quietSeconds;
    private bool _written;

    /// <summary>How soon a browser comes back after the stream ended.</summary>
    public void Begin() => Text("retry: 2000\n\n");

    public void Write(LiveEvent live)
    {
        // Without data a browser takes the id and shows nothing: exactly what a mark is.
        Text(live.Type == LiveEventTypes.Mark ? $"id: {live.Id}\n\n" : $"id: {live.Id}\nevent: {live.Type}\ndata: {live.Json}\n\n");
    }

    /// <summary>An event that is no place to resume at.</summary>
    public void Write(string type, string json) => Text($"event: {type}\ndata: {json}\n\n");

    /// <summary>A second has passed.</summary>
    public void Tick()
    {
        if (++_quietSeconds >= HeartbeatSeconds)
        {
            Text(": still here\n\n");
        }
    }

    /// <summary>False when the caller has gone.</summary>
    public async ValueTask<bool> Send(CancellationToken cancellationToken)
    {
        if (!_written)
        {
            return true;
        }

        _written = false;
        return !(await body.FlushAsync(cancellationToken)).IsCompleted;
    }

    private void Text(string text)
    {
        Encoding.UTF8.GetBytes(text, body);
        (_written, _quietSeconds) = (true, 0);
    }
}
