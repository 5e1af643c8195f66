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

    /// <summary>Beyond the longest delivery: time to record it.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(30);

    /// <summary>What is under way when the process stops may end well: cut off, it might have been taken and would be sent again.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

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
        // Renewed by every round. Lease and claims outlast the round; whoever dies keeps the next one waiting for no longer.
        var held = channel.LongestDelivery + Margin;
        try
        {
            if (await leases.Acquire(LeaseOf(channel), _owner, held, stoppingToken) is null)
            {
                return RoundResult.Idle;
            }

            var claimed = await outbox.Claim(channel.Name, _options.SendParallelism, held, stoppingToken);
            using var grace = new CancellationTokenSource();
            await using var stopping = stoppingToken.Register(() => grace.CancelAfter(Grace));
            var answered = await Task.WhenAll(claimed.Select(notice => sender.Send(channel, notice, grace.Token)));
            return claimed.Count == 0 ? RoundResult.Idle : Array.Exists(answered, heard => heard) ? RoundResult.More : RoundResult.Failed;
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, channel.Name, error);
            return RoundResult.Failed;
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

    private enum RoundResult { Idle, More, Failed }
}
