namespace AfterSales.Webhooks;

/// <summary>The time that is written into the tables of webhooks and compared with what is there.</summary>
internal interface IWebhookClock
{
    ValueTask<DateTimeOffset> Now(CancellationToken cancellationToken);
}

/// <summary>
/// The database's clock, since what one process writes another one compares: read every ten seconds, and carried on by this process' counter, which no change of
/// its wall clock moves.
/// </summary>
internal sealed class DatabaseClock(WebhookDb db, TimeProvider time) : IWebhookClock
{
    private static readonly TimeSpan Trusted = TimeSpan.FromSeconds(10);

    private Reading? _last;

    public async ValueTask<DateTimeOffset> Now(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _last) is not { } last || time.GetElapsedTime(last.Taken) > Trusted)
        {
            var read = await db.Read(db.Command("select clock_timestamp()"), row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken);
            last = new Reading(read[0], time.GetTimestamp());
            Volatile.Write(ref _last, last);
        }

        // As precise as a column, so that what is read back equals what was written.
        var now = last.At + time.GetElapsedTime(last.Taken);
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }

    private sealed record Reading(DateTimeOffset At, long Taken);
}
