using System.Numerics;
using AfterSales.Followers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>
/// Sends what waits, channel by channel, each in a loop of its own: one that is slow or away delays no other, nor the follower. One process at a time per
/// channel, by the same leases as followers; the claim of each notification keeps two from sending it even when a lease was lost.
/// </summary>
internal sealed partial class ChannelSender(
    IEnumerable<INotificationChannel> channels,
    Outbox outbox,
    NoticeSender sender,
    FollowerCursors leases,
    IOptions<NotificationOptions> options,
    TimeProvider time,
    ILogger<ChannelSender> logger) : BackgroundService
{
    private const int MaxPauseSeconds = 60;

    /// <summary>Beyond the longest delivery.</summary>
    private static readonly TimeSpan LeaseMargin = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The same of a claim. Long, since nobody can keep a claim while the database is away: what was handed over and is not recorded yet must not be due when it
    /// comes back. The price: what a process had claimed when it died waits for so long.
    /// </summary>
    private static readonly TimeSpan ClaimMargin = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan KeepPeriod = TimeSpan.FromSeconds(10);

    private readonly NotificationOptions _options = options.Value;
    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(channels.Where(channel => channel is { IsOn: true, IsStored: false }).Select(channel => Run(channel, stoppingToken)));

    private async Task Run(INotificationChannel channel, CancellationToken stoppingToken)
    {
        var failures = 0;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var round = await Round(channel, stoppingToken);
                failures = round == RoundResult.Failed ? failures + 1 : 0;
                if (BitOperations.IsPow2(failures))
                {
                    LogAway(logger, channel.Name, failures);
                }

                if (round != RoundResult.More)
                {
                    await Task.Delay(PauseAfter(failures), time, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
        finally
        {
            await Release(channel);
        }
    }

    private async Task<RoundResult> Round(INotificationChannel channel, CancellationToken stoppingToken)
    {
        try
        {
            if (await leases.Acquire(LeaseOf(channel), _owner, channel.LongestDelivery + LeaseMargin, stoppingToken) is null)
            {
                return RoundResult.Idle;
            }

            var claimed = await outbox.Claim(channel.Name, _options.SendParallelism, channel.LongestDelivery + ClaimMargin, stoppingToken);
            var underWay = claimed.Select(notice => (notice.Notice, Task: sender.Send(channel, notice))).ToArray();
            var all = Task.WhenAll(underWay.Select(sending => sending.Task));
            await KeepUntil(all, channel, underWay);
            var answered = await all;
            return claimed.Count == 0 ? RoundResult.Idle : Array.Exists(answered, heard => heard) ? RoundResult.More : RoundResult.Failed;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, channel.Name, error);
            return RoundResult.Failed;
        }
    }

    /// <summary>Prolongs lease and claims while something is under way; what cannot be prolonged now is tried again.</summary>
    private async Task KeepUntil(Task all, INotificationChannel channel, (OutboxNotice Notice, Task<bool> Task)[] underWay)
    {
        while (await Task.WhenAny(all, Task.Delay(KeepPeriod, time)) != all)
        {
            try
            {
                await leases.Renew(LeaseOf(channel), _owner, null, channel.LongestDelivery + LeaseMargin, CancellationToken.None);
                foreach (var (notice, _) in underWay.Where(sending => !sending.Task.IsCompleted))
                {
                    await outbox.Keep(notice, channel.LongestDelivery + ClaimMargin, CancellationToken.None);
                }
            }
            catch (Exception error)
            {
                LogNotKept(logger, channel.Name, error);
            }
        }
    }

    private TimeSpan PauseAfter(int failures) => TimeSpan.FromMilliseconds(
        Math.Min(MaxPauseSeconds * 1_000.0, _options.PollMilliseconds * Math.Pow(2, Math.Min(failures, 16))));

    private async Task Release(INotificationChannel channel)
    {
        try
        {
            await leases.Release(LeaseOf(channel), _owner, CancellationToken.None);
        }
        catch (Exception)
        {
            // Not worth a word: the lease ends by itself.
        }
    }

    private static string LeaseOf(INotificationChannel channel) => $"notification-sender-{channel.Name}";

    [LoggerMessage(1311, LogLevel.Warning, "Channel {Channel} did not answer, {Failures} times in a row; notifications wait")]
    private static partial void LogAway(ILogger logger, string channel, int failures);

    [LoggerMessage(1312, LogLevel.Warning, "The sender of channel {Channel} failed; it goes on")]
    private static partial void LogFailed(ILogger logger, string channel, Exception error);

    [LoggerMessage(1314, LogLevel.Debug, "The sender of channel {Channel} could not prolong its claims; it goes on")]
    private static partial void LogNotKept(ILogger logger, string channel, Exception error);

    private enum RoundResult { Idle, More, Failed }
}
