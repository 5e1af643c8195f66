using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AfterSales.Webhooks;

/// <summary>Gives every endpoint that has something due a worker, and waits for none of them.</summary>
internal sealed partial class SendingRound(DueEndpoints due, IServiceProvider services, IWebhookClock clock, ILogger<SendingRound> logger)
{
    private readonly Dictionary<Guid, EndpointWorker> _workers = [];
    private readonly ConcurrentDictionary<Guid, Task> _running = new();

    public async Task Start(string owner, CancellationToken stopping)
    {
        // Whoever ended while this was read is started next time: what was read of his circuit may be older than he left it.
        var busy = _running.Where(entry => !entry.Value.IsCompleted).Select(entry => entry.Key).ToHashSet();
        foreach (var endpoint in await due.Read(await clock.Now(stopping), stopping))
        {
            if (busy.Contains(endpoint.Id))
            {
                _workers[endpoint.Id].Wake(endpoint);
                continue;
            }

            if (!_workers.TryGetValue(endpoint.Id, out var worker))
            {
                _workers[endpoint.Id] = worker = ActivatorUtilities.CreateInstance<EndpointWorker>(services);
            }

            _running[endpoint.Id] = Task.Run(() => Run(worker, endpoint, owner, stopping), CancellationToken.None);
        }
    }

    /// <summary>When nothing is under way any more.</summary>
    public Task Idle() => Task.WhenAll(_running.Values);

    private async Task Run(EndpointWorker worker, DueEndpoint endpoint, string owner, CancellationToken stopping)
    {
        try
        {
            await worker.Run(endpoint, owner, stopping);
        }
        catch (Exception error)
        {
            LogFailed(logger, endpoint.Id, error);
        }
    }

    [LoggerMessage(1420, LogLevel.Warning, "Sending to webhook endpoint {Endpoint} was interrupted; it goes on with the next round")]
    private static partial void LogFailed(ILogger logger, Guid endpoint, Exception error);
}
