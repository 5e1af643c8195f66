using System.Text.Json;
using AfterSales.Api.Json;
using AfterSales.Api.Queues;
using AfterSales.Queues;
using Microsoft.Extensions.Logging;

namespace AfterSales.Api.Live;

/// <summary>Numbers of queues for live streams: asked of a queue at most once a second, however many watch it here.</summary>
internal sealed partial class QueueStatsBoard(IGrainFactory grains, TimeProvider time, ILogger<QueueStatsBoard> logger)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (long At, Task<string?> Json)> _answers = new(StringComparer.Ordinal);

    /// <summary>As GET /v1/queues/{id}/stats; null when the queue does not answer. Never fails.</summary>
    public Task<string?> Get(string queueId)
    {
        lock (_lock)
        {
            if (!_answers.TryGetValue(queueId, out var answer) || time.GetElapsedTime(answer.At) >= Fresh)
            {
                _answers[queueId] = answer = (time.GetTimestamp(), Task.Run(() => Ask(queueId)));
            }

            return answer.Json;
        }
    }

    private async Task<string?> Ask(string queueId)
    {
        try
        {
            var stats = await grains.GetGrain<IQueueGrain>(QueueKeys.Of(queueId)).GetStats();
            return stats.Succeeded ? JsonSerializer.Serialize(QueueStatsBody.Of(stats.Value), ApiJson.Responses.QueueStatsBody) : null;
        }
        catch (Exception exception)
        {
            // The stream goes on without; the next second asks again.
            LogUnknown(queueId, exception.GetType().Name);
            return null;
        }
    }

    [LoggerMessage(3011, LogLevel.Debug, "Queue {Queue} did not tell its numbers: {Exception}.")]
    private partial void LogUnknown(string queue, string exception);
}
