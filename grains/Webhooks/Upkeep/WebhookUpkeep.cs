using Microsoft.Extensions.Logging;

namespace AfterSales.Webhooks;

/// <summary>An endpoint as upkeep sees it.</summary>
internal sealed record KeptEndpoint(Guid Id, bool Enabled, DateTimeOffset EnabledAt, bool Spared, DateTimeOffset? RemovedAt);

/// <summary>
/// Each minute, in the process that sends, beside the sending: gives up what waits for too long, clears away what is over, all in bounded steps, and measures how
/// old the oldest pending one is.
/// </summary>
internal sealed partial class WebhookUpkeep(
    WebhookDb db, GivingUp givingUp, Retention retention, WebhookMetrics metrics, IWebhookClock clock, TimeProvider time, ILogger<WebhookUpkeep> logger)
{
    private const string Endpoints = "select id, enabled, enabled_at, open_until is not null, removed_at from webhook_endpoint order by id";

    private const string Oldest =
        """
        select min(o.created_at) from webhook_endpoint e cross join lateral (
            select created_at from webhook_delivery where endpoint_id = e.id and status = 0 order by created_at limit 1) o
        """;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private Guid _first;

    public async Task RunEachMinute(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            do
            {
                await TryRun(cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            return;
        }
    }

    /// <param name="cancellationToken">Ends it between two steps.</param>
    /// <param name="steps">Full ones that it takes at most.</param>
    public async Task Run(CancellationToken cancellationToken, int steps = 20)
    {
        var now = await clock.Now(cancellationToken);
        var oldest = await db.Read(db.Command(Oldest), row => row.IsDBNull(0) ? now : row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
        metrics.Oldest(now - oldest[0]);
        await givingUp.DisableFailing(now, cancellationToken);
        foreach (var endpoint in await InTurn(cancellationToken))
        {
            if (steps <= 0)
            {
                // Whoever had no turn is the first of the next round.
                _first = endpoint.Id;
                return;
            }

            steps -= endpoint.RemovedAt is null ? await givingUp.Run(endpoint, now, steps, cancellationToken) : 0;
            steps -= await retention.Run(endpoint, now, steps, cancellationToken);
        }
    }

    private async Task<List<KeptEndpoint>> InTurn(CancellationToken cancellationToken)
    {
        var all = await db.Read(
            db.Command(Endpoints),
            row => new KeptEndpoint(
                row.GetGuid(0), row.GetBoolean(1), row.GetFieldValue<DateTimeOffset>(2), row.GetBoolean(3), row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4)),
            cancellationToken);
        var first = Math.Max(0, all.FindIndex(endpoint => endpoint.Id == _first));
        return [.. all.Skip(first), .. all.Take(first)];
    }

    private async Task TryRun(CancellationToken cancellationToken)
    {
        try
        {
            await Run(cancellationToken);
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(logger, error);
        }
    }

    [LoggerMessage(1423, LogLevel.Warning, "The upkeep of webhooks failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
