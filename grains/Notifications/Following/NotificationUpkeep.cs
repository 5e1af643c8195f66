using AfterSales.Followers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>In every silo, beside the follower: tries parked cases again each minute, and deletes what is old. Harmless when several do it at once.</summary>
internal sealed partial class NotificationUpkeep(
    ParkedNotices parked,
    NoticeRetention retention,
    IOptions<FollowerOptions> followers,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<NotificationUpkeep> logger) : BackgroundService
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        Every(TimeSpan.FromSeconds(followers.Value.UpkeepSeconds), "parked", parked.Retry, stoppingToken),
        Every(TimeSpan.FromSeconds(options.Value.CleanUpSeconds), "retention", CleanUp, stoppingToken));

    /// <summary>A bounded number of rows a second, until nothing old is left: the pace is that of the clean-up, not of its period.</summary>
    private async Task CleanUp(CancellationToken stoppingToken)
    {
        while (await retention.Run(stoppingToken))
        {
            await Task.Delay(Breath, time, stoppingToken);
        }
    }

    private async Task Every(TimeSpan period, string part, Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            do
            {
                await Try(part, run, stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task Try(string part, Func<CancellationToken, Task> run, CancellationToken stoppingToken)
    {
        try
        {
            await run(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, part, error);
        }
    }

    [LoggerMessage(1300, LogLevel.Warning, "The upkeep of notifications ({Part}) failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, string part, Exception error);
}
