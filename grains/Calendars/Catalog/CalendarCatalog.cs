using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AfterSales.Calendars;

/// <summary>
/// The calendars in force in this process: asks the catalog grain at start and every two seconds, and swaps the whole set. While it cannot be read the
/// last known set stays; before the first reading that is the built-in one, as revision 0.
/// </summary>
internal sealed class CalendarCatalog(IGrainFactory grains, TimeProvider time, ILogger<CalendarCatalog> logger) : BackgroundService, ICalendarSource
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    /// <summary>A start must not hang on a database that is away.</summary>
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(5);

    private CalendarSet _current = new(BuiltInCalendars.Document with { Revision = 0 }, BuiltInCalendars.Set);

    public CalendarSet Current => Volatile.Read(ref _current);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await Refresh().WaitAsync(StartTimeout, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await base.StartAsync(cancellationToken);
    }

    public async Task Refresh()
    {
        try
        {
            var answer = await grains.GetGrain<ICalendarCatalogGrain>(ICalendarCatalogGrain.Key).GetAll(Current.Revision);
            if (!answer.Succeeded)
            {
                CalendarLog.NotRead(logger, null, Current.Revision);
            }
            else if (answer.Value.Document is { } document)
            {
                Swap(document);
            }
        }
        catch (Exception exception)
        {
            CalendarLog.NotRead(logger, exception, Current.Revision);
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
    private void Swap(CalendarCatalogDocument document)
    {
        for (var before = Current; before.Revision < document.Revision; before = Current)
        {
            if (ReferenceEquals(Interlocked.CompareExchange(ref _current, new CalendarSet(document, before), before), before))
            {
                CalendarLog.InForce(logger, document.Revision);
                return;
            }
        }
    }
}
