using AfterSales.Followers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Webhooks;

/// <summary>Sends what waits in the outbox, in one process at a time by a lease. Apart from the follower that fills it.</summary>
internal sealed partial class WebhookSender(
    SendingRound round,
    WebhookUpkeep upkeep,
    FollowerCursors leases,
    IOptions<WebhookOptions> options,
    TimeProvider time,
    ILogger<WebhookSender> logger) : BackgroundService
{
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    private TimeSpan Lease => TimeSpan.FromMilliseconds(options.Value.LeaseMilliseconds);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (await leases.Acquire(DeliveryQueue.LeaseName, _owner, Lease, stoppingToken) is not null)
                {
                    LogGained(logger);
                    await SendWithLease(stoppingToken);
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(logger, error);
            }
            catch (Exception)
            {
                return;
            }

            await Task.Delay(Lease / 4, time, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
        }
    }

    private async Task SendWithLease(CancellationToken stoppingToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var renewed = time.GetTimestamp();
        try
        {
            while (true)
            {
                if (time.GetElapsedTime(renewed) > Lease / 5)
                {
                    var asked = time.GetTimestamp();
                    if (!await leases.Renew(DeliveryQueue.LeaseName, _owner, caughtUp: null, Lease, stoppingToken))
                    {
                        return;
                    }

                    renewed = asked;
                }

                await round.Start(_owner, lost.Token);
                await upkeep.RunWhenDue(stoppingToken);
                await Task.Delay(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), time, stoppingToken);
            }
        }
        finally
        {
            await lost.CancelAsync();
            await Drain();
            await Release();
        }
    }

    /// <summary>Nothing new goes out. The lease stays ours until every answer is recorded, so that nobody sends what is under way here.</summary>
    private async Task Drain()
    {
        var idle = round.Idle();
        while (await Task.WhenAny(idle, Task.Delay(Lease / 5, time)) != idle)
        {
            try
            {
                await leases.Renew(DeliveryQueue.LeaseName, _owner, caughtUp: null, Lease, CancellationToken.None);
            }
            catch (Exception error)
            {
                LogFailed(logger, error);
            }
        }
    }

    private async Task Release()
    {
        try
        {
            using var limit = new CancellationTokenSource(Lease / 2, time);
            await leases.Release(DeliveryQueue.LeaseName, _owner, limit.Token);
        }
        catch (Exception)
        {
            // Not worth a word: the lease ends by itself.
        }
    }

    [LoggerMessage(1421, LogLevel.Information, "This process sends webhooks")]
    private static partial void LogGained(ILogger logger);

    [LoggerMessage(1422, LogLevel.Warning, "Sending webhooks failed; it is tried again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
