using AfterSales.Followers;
using AfterSales.Time;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace AfterSales.Archive;

/// <summary>In every silo, at work in one at a time by a lease: round by round, archives what has been closed for long, in small steps with pauses.</summary>
internal sealed partial class ArchiveJob(
    CaseArchive archive,
    FollowerCursors leases,
    ArchiveMetrics metrics,
    IBusinessClock clock,
    IOptions<RetentionOptions> options,
    TimeProvider time,
    ILogger<ArchiveJob> logger) : BackgroundService
{
    public const string LeaseName = "archive";

    /// <summary>Longer than a step may take: one of 1,000 cases at a slow database. Two at once would do no harm.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private readonly string _owner = $"{Environment.MachineName}/{Environment.ProcessId}/{Guid.NewGuid():N}";

    private RetentionOptions Limits => options.Value;

    /// <summary>One round: every case that may be archived now. Ends early when the hours are over or another process has the lease.</summary>
    /// <returns>Cases archived.</returns>
    public async Task<long> Run(CancellationToken cancellationToken)
    {
        var (cases, rows, place) = (0L, 0L, ArchivePlace.Start);
        var before = clock.Now.AddYears(-Limits.ArchiveAfterYears);
        try
        {
            while (Limits.IsOpenAt(clock.Now) && await leases.Acquire(LeaseName, _owner, Lease, cancellationToken) is not null)
            {
                var step = await archive.Step(place, before, Limits.ArchiveBatch, cancellationToken);
                cases += step.Cases;
                rows += step.Rows;
                metrics.Archived(step.Cases, step.Rows);
                if (step.Seen < Limits.ArchiveBatch)
                {
                    break;
                }

                place = step.Last;
                await Task.Delay(TimeSpan.FromMilliseconds(Limits.ArchivePauseMilliseconds), time, cancellationToken);
            }
        }
        finally
        {
            // Another process goes on at once, also when this round failed.
            await leases.Release(LeaseName, _owner, CancellationToken.None);
        }

        if (cases > 0)
        {
            LogArchived(logger, cases, rows);
        }

        return cases;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Limits.ArchiveAfterYears == 0)
        {
            return;
        }

        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(Limits.ArchiveEveryMinutes), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryRun(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            return;
        }
    }

    private async Task TryRun(CancellationToken stoppingToken)
    {
        try
        {
            await Run(stoppingToken);
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(logger, error);
        }
    }

    [LoggerMessage(1500, LogLevel.Information, "{Cases} cases that were closed long ago are archived ({Rows} rows)")]
    private static partial void LogArchived(ILogger logger, long cases, long rows);

    [LoggerMessage(1501, LogLevel.Warning, "Archiving failed; the next round tries it again")]
    private static partial void LogFailed(ILogger logger, Exception error);
}
