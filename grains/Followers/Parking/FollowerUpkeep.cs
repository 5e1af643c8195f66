using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>Once at start and then each minute: what the followers went on without, and cases that nobody routed.</summary>
internal sealed partial class FollowerUpkeep(
    ParkedRetry retry, UnroutedSweep sweep, IOptions<FollowerOptions> options, TimeProvider time, ILogger<FollowerUpkeep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.UpkeepSeconds), time);
        try
        {
            do
            {
                await Try("parked", retry.Run, stoppingToken);
                await Try("unrouted", sweep.Run, stoppingToken);
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

    [LoggerMessage(1213, LogLevel.Warning, "The followers' upkeep ({Part}) failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, string part, Exception error);
}
