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

    /// <summary>The lease stays ours until every answer is recorded, also after a stop, so that nobody sends what is under way here.</summary>
    private async Task SendWithLease(CancellationToken stoppingToken)
    {
        using var over = new CancellationTokenSource();
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var keeper = KeepLease(lost, over.Token);
        var tidying = upkeep.RunEachMinute(lost.Token);
        try
        {
            while (true)
            {
                await round.Start(_owner, lost.Token);
                await Task.Delay(TimeSpan.FromMilliseconds(options.Value.PollMilliseconds), time, lost.Token);
            }
        }
        catch (OperationCanceledException) when (lost.IsCancellationRequested && !stoppingToken.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            await lost.CancelAsync();
            await tidying;
            await round.Idle();
            await over.CancelAsync();
            await keeper;
            await Release();
        }
    }

    /// <summary>In a task of its own: neither a slow round nor a slow upkeep costs the lease. When it is another's, or may be, nothing new goes out.</summary>
    private async Task KeepLease(CancellationTokenSource lost, CancellationToken over)
    {
        var renewed = time.GetTimestamp();
        while (!over.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Lease / 5, time, over);
                var asked = time.GetTimestamp();
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(over);
                limit.CancelAfter(Lease / 2);
                if (!await leases.Renew(DeliveryQueue.LeaseName, _owner, caughtUp: null, Lease, limit.Token))
                {
                    await lost.CancelAsync();
                    return;
                }

                renewed = asked;
            }
            catch (Exception) when (!over.IsCancellationRequested)
            {
                if (time.GetElapsedTime(renewed) > Lease)
                {
                    await lost.CancelAsync();
                }
            }
            catch (Exception)
            {
                return;
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
