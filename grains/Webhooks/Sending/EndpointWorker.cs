using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <summary>
/// Sends to one endpoint: so many at once, of each case one, in its order. Has no part in any other endpoint, so that a slow one delays itself alone.
/// </summary>
internal sealed partial class EndpointWorker(
    DeliveryQueue queue,
    WebhookClient client,
    DeliveryRecorder recorder,
    IWebhookClock clock,
    WebhookMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<EndpointWorker> logger)
{
    private readonly WebhookOptions _options = options.Value;
    private readonly Dictionary<Guid, Task<Answered>> _underWay = [];
    private TaskCompletionSource _woken = NewSignal();

    /// <summary>Configuration is read anew for each round: a new secret signs from the next delivery on.</summary>
    private DueEndpoint? _endpoint;
    private Circuit _circuit = Circuit.Closed;
    private bool _gone;

    /// <summary>There is something due, and this is how the endpoint is configured now.</summary>
    public void Wake(DueEndpoint endpoint)
    {
        Volatile.Write(ref _endpoint, endpoint);
        Volatile.Read(ref _woken).TrySetResult();
    }

    /// <summary>Until nothing is due and nothing is under way, or until it is stopped and nothing is under way.</summary>
    public async Task Run(DueEndpoint endpoint, string owner, CancellationToken stopping)
    {
        _endpoint = endpoint;
        // The stored one when it is another than ours: enabling an endpoint closes it, and before this process another one sent.
        _circuit = _circuit.IsStoredAs(endpoint.Circuit) ? _circuit : endpoint.Circuit;
        _gone = false;
        try
        {
            while (true)
            {
                var woken = Renew();
                foreach (var delivery in await Claim(endpoint.Id, owner, stopping))
                {
                    _underWay[delivery.Ticket] = Deliver(_endpoint, delivery);
                }

                if (_underWay.Count == 0)
                {
                    return;
                }

                await Task.WhenAny([.. _underWay.Values, woken]);
                await Collect(endpoint.Id);
            }
        }
        finally
        {
            await ((Task)Task.WhenAll(_underWay.Values)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Record(_underWay.Values);
            _underWay.Clear();
        }
    }

    private async Task<List<Delivery>> Claim(Guid endpoint, string owner, CancellationToken stopping)
    {
        var now = await clock.Now(CancellationToken.None);
        var free = _gone || stopping.IsCancellationRequested ? 0 : _circuit.Room(now, _options.Concurrency) - _underWay.Count;
        return free <= 0 ? [] : await queue.Claim(endpoint, owner, now, [.. _underWay.Keys], free, CancellationToken.None);
    }

    private Task Renew()
    {
        if (_woken.Task.IsCompleted)
        {
            Volatile.Write(ref _woken, NewSignal());
        }

        return _woken.Task;
    }

    private async Task<Answered> Deliver(DueEndpoint endpoint, Delivery delivery)
    {
        var started = time.GetTimestamp();
        var attempt = await client.Send(endpoint, delivery);
        metrics.Attempted(attempt.Outcome, time.GetElapsedTime(started));
        return new Answered(endpoint, delivery, attempt);
    }

    /// <summary>
    /// All that were answered meanwhile are written down together: while that lasts others are answered, so that the more there is to do the fewer writes it takes.
    /// Then the circuit counts them one after the other.
    /// </summary>
    private async Task Collect(Guid endpoint)
    {
        var over = _underWay.Where(entry => entry.Value.IsCompleted).ToList();
        await Record(over.Select(entry => entry.Value));
        foreach (var (ticket, task) in over)
        {
            _underWay.Remove(ticket);
            var (_, _, attempt) = await task;
            _gone |= attempt.Gone;
            if (!attempt.Gone)
            {
                await Turn(endpoint, attempt.Succeeded ? Circuit.Closed : _circuit.Fail(await clock.Now(CancellationToken.None), _options.CircuitLimits, Asked(attempt)));
            }
        }
    }

    private Task Record(IEnumerable<Task<Answered>> over) => recorder.Record([.. over.Where(task => task.IsCompletedSuccessfully).Select(task => task.Result)]);

    private TimeSpan Asked(Attempt attempt) => _options.Schedule.Bounded(attempt.RetryAfter ?? TimeSpan.Zero);

    /// <summary>Stored when it opens or closes, and with the first failure; a count of failures is worth no write.</summary>
    private async Task Turn(Guid endpoint, Circuit circuit)
    {
        var before = _circuit;
        _circuit = circuit;
        if (before.IsStoredAs(circuit))
        {
            return;
        }

        await queue.Keep(endpoint, circuit, CancellationToken.None);
        if (before.OpenUntil == circuit.OpenUntil)
        {
            return;
        }

        if (circuit.OpenUntil is not null)
        {
            LogOpened(logger, endpoint, circuit.OpenFor);
        }
        else
        {
            LogClosed(logger, endpoint);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [LoggerMessage(1412, LogLevel.Warning, "Webhook endpoint {Endpoint} fails again and again; it is spared for {OpenFor}")]
    private static partial void LogOpened(ILogger logger, Guid endpoint, TimeSpan openFor);

    [LoggerMessage(1413, LogLevel.Information, "Webhook endpoint {Endpoint} takes deliveries again")]
    private static partial void LogClosed(ILogger logger, Guid endpoint);
}
