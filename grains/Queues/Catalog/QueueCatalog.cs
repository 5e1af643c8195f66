using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Queues;

/// <summary>
/// The queues in force in this process: asks the catalog grain at start and every two seconds, and swaps the whole set. While it cannot be read the last
/// known set stays; before the first reading that is the built-in one, as revision 0.
/// </summary>
internal sealed class QueueCatalog(IGrainFactory grains, TimeProvider time, ILogger<QueueCatalog> logger) : BackgroundService, IQueueSource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A start must not hang on a database that is away.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(5);

    private QueueSet _current = new(BuiltInQueues.Document with { Revision = 0 });

    public QueueSet Current => Volatile.Read(ref _current);

    /// <summary>The catalog was read at least once.</summary>
    public bool IsLoaded => Current.Revision > 0;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh().WaitAsync(StartTimeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StartAsync(cancellationToken);
    }

    public async Task Refresh()
    {
        try
        {
            var answer = await grains.GetGrain<IQueueCatalogGrain>(IQueueCatalogGrain.Key).GetAll();
            if (answer.Succeeded)
            {
                Swap(answer.Value);
            }
            else
            {
                QueueLog.NotRead(logger, null, Current.Revision);
            }
        }
        catch (Exception exception)
        {
            QueueLog.NotRead(logger, exception, Current.Revision);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await Refresh();
        }
    }

    /// <summary>Refreshes may overlap: an older answer never replaces a newer one.</summary>
    private void Swap(QueueCatalogDocument document)
    {
        var after = new QueueSet(document);
        for (var before = Current; before.Revision < document.Revision; before = Current)
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, after, before), before))
            {
                QueueLog.InForce(logger, document.Revision);
                return;
            }
        }
    }
}
