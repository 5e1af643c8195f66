using AfterSales.ReadModel;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <summary>Writes down what an attempt came to, and decides what becomes of the delivery.</summary>
internal sealed partial class DeliveryRecorder(
    DeliveryQueue queue,
    IWebhookClock clock,
    WebhookMetrics metrics,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<DeliveryRecorder> logger)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly RetrySchedule _schedule = options.Value.Schedule;

    /// <summary>
    /// Goes on until they are written, as long as the process lives: only whoever dies between a delivery and its record repeats it. Those that were
    /// taken go into one transaction.
    /// </summary>
    /// <param name="answered">Of one endpoint and different cases.</param>
    public async Task Record(IReadOnlyList<Answered> answered)
    {
        var delivered = answered.Where(one => one.Attempt.Succeeded).ToList();
        if (delivered.Count > 0)
        {
            var endpoint = delivered[0].Endpoint.Id;
            await Insist(endpoint, now => queue.Finish(endpoint, delivered, now, CancellationToken.None));
        }

        foreach (var failed in answered.Where(one => !one.Attempt.Succeeded))
        {
            await Insist(failed.Endpoint.Id, now => Fail(failed, now));
        }
    }

    private async Task Insist(Guid endpoint, Func<DateTimeOffset, Task> write)
    {
        for (var failures = 0; ; failures++)
        {
            try
            {
                await write(await clock.Now(CancellationToken.None));
                return;
            }
            catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
            {
                if (failures == 0)
                {
                    LogWaits(logger, endpoint, error);
                }

                await Task.Delay(Pause, time);
            }
        }
    }

    private async Task Fail(Answered failed, DateTimeOffset now)
    {
        var (endpoint, delivery, attempt) = failed;
        if (attempt.Gone)
        {
            // Its rows stay as they are, and go out when somebody enables the endpoint again.
            await queue.Gone(endpoint, delivery, attempt, now, CancellationToken.None);
            LogGone(logger, endpoint.Id);
        }
        else if (_schedule.After(delivery.Attempts + 1, attempt.RetryAfter, Random.Shared.NextDouble()) is { } delay)
        {
            await queue.Failed(endpoint.Id, delivery, attempt, now, now + delay, CancellationToken.None);
        }
        else
        {
            await queue.Finish(endpoint.Id, [failed], now, CancellationToken.None);
            metrics.Died(1);
            LogDead(logger, endpoint.Id, delivery.Ticket, delivery.Sequence, attempt.Outcome);
        }
    }

    [LoggerMessage(1410, LogLevel.Warning, "Webhook endpoint {Endpoint} answered 410 and is disabled")]
    private static partial void LogGone(ILogger logger, Guid endpoint);

    [LoggerMessage(1411, LogLevel.Warning, "Webhook endpoint {Endpoint} took event {Sequence} of case {Ticket} in no attempt ({Outcome}); it is dead")]
    private static partial void LogDead(ILogger logger, Guid endpoint, Guid ticket, long sequence, string outcome);

    [LoggerMessage(1414, LogLevel.Warning, "What webhook endpoint {Endpoint} answered cannot be recorded yet; it is tried again")]
    private static partial void LogWaits(ILogger logger, Guid endpoint, Exception error);
}
