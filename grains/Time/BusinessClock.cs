using AfterSales.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Time;

/// <summary>Moves business time; for demonstrations and tests, in Development only.</summary>
public interface IBusinessClockControl
{
    /// <summary>
    /// Moves business time of every process on this database ahead to the target (they follow within about a second); where it has been passed, nothing
    /// moves: <c>at</c> never decreases within a stream, and two who move it to the same time do so once. Throws
    /// <see cref="InvalidOperationException"/> outside Development.
    /// </summary>
    Task<DateTimeOffset> AdvanceTo(DateTimeOffset target, CancellationToken cancellationToken);
}

/// <summary>System time plus the offset kept in <c>business_clock</c>. Outside Development the offset is neither read nor written.</summary>
internal sealed class BusinessClock(TimeProvider time, StorageDataSources sources, IHostEnvironment environment) : IBusinessClock, IBusinessClockControl
{
    private long _aheadTicks;

    public DateTimeOffset Now => time.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public async Task<DateTimeOffset> AdvanceTo(DateTimeOffset target, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException("Business time moves in Development only.");
        }

        await using var command = sources.Administration.CreateCommand("update business_clock set ahead = greatest(ahead, $1) returning ahead");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = ToMicroseconds(target - time.GetUtcNow()) });
        Keep((TimeSpan)(await command.ExecuteScalarAsync(cancellationToken))!);
        return Now;
    }

    public async ValueTask CatchUp()
    {
        try
        {
            await Follow(CancellationToken.None);
        }
        catch (NpgsqlException)
        {
            // The database is away: the last offset stays good.
        }
    }

    /// <summary>Takes over the offset that another process may have moved.</summary>
    public async Task Follow(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
        {
            await using var command = sources.Administration.CreateCommand("select ahead from business_clock");
            Keep((TimeSpan)(await command.ExecuteScalarAsync(cancellationToken))!);
        }
    }

    /// <summary>An answer that was overtaken on its way does not turn time back.</summary>
    internal void Keep(TimeSpan ahead)
    {
        for (var known = Volatile.Read(ref _aheadTicks); known < ahead.Ticks;)
        {
            var seen = Interlocked.CompareExchange(ref _aheadTicks, ahead.Ticks, known);
            known = seen == known ? ahead.Ticks : seen;
        }
    }

    /// <summary>The database keeps no smaller ones; rounded up, so that the target is reached.</summary>
    private static TimeSpan ToMicroseconds(TimeSpan ahead) => TimeSpan.FromTicks((ahead.Ticks + TimeSpan.TicksPerMicrosecond - 1) / TimeSpan.TicksPerMicrosecond * TimeSpan.TicksPerMicrosecond);
}
