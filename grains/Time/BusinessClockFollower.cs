using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Time;

/// <summary>Follows the stored offset each second. Only Development has one, so elsewhere this ends at once.</summary>
internal sealed class BusinessClockFollower(BusinessClock clock, TimeProvider time, IHostEnvironment environment) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    // Nothing that decides by time may start with an offset not yet read.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await clock.Follow(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!environment.IsDevelopment())
        {
            return;
        }

        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await clock.Follow(stoppingToken);
            }
            catch (NpgsqlException)
            {
                // The database is away: the last offset stays good, readiness reports the rest.
            }
        }
    }
}
