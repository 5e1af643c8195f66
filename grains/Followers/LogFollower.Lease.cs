using Microsoft.Extensions.Logging;

namespace AfterSales.Followers;

internal sealed partial class LogFollower
{
    /// <summary>Renews the lease while a slice is at work; cancels the work when the lease is lost or may be over.</summary>
    private async Task KeepLease(FollowerProgress progress, CancellationTokenSource lost)
    {
        var renewed = time.GetTimestamp();
        while (!lost.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(Lease / 5, time, lost.Token);
                var started = time.GetTimestamp();
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(lost.Token);
                limit.CancelAfter(Lease / 2);
                if (!await cursors.Renew(consumer.Name, _owner, progress.CaughtUp, Lease, limit.Token))
                {
                    await lost.CancelAsync();
                    return;
                }

                renewed = started;
            }
            catch (Exception) when (!lost.IsCancellationRequested)
            {
                if (time.GetElapsedTime(renewed) > Lease)
                {
                    await lost.CancelAsync();
                    return;
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
            await cursors.Release(consumer.Name, _owner, limit.Token);
        }
        catch (Exception)
        {
            // Not worth a word: the lease ends by itself.
        }
    }

    [LoggerMessage(1200, LogLevel.Information, "Follower {Name} starts at ({Tx}, {Position})")]
    private static partial void LogGained(ILogger logger, string name, ulong tx, long position);

    [LoggerMessage(1201, LogLevel.Information, "Follower {Name} lost its lease; whoever gets it next goes on at its cursor")]
    private static partial void LogLost(ILogger logger, string name);

    [LoggerMessage(1202, LogLevel.Warning, "Follower {Name} failed {Failures} times in a row; the same slice is tried again")]
    private static partial void LogFailed(ILogger logger, string name, int failures, Exception error);
}
