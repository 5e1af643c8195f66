using AfterSales.Storage;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace AfterSales.Time;

/// <summary>Moves business time; for demonstrations and tests, in Development only.</summary>
public interface IBusinessClockControl
{
    /// <summary>
    /// Moves business time of every process on this database ahead (they follow within about a second). Throws
    /// <see cref="InvalidOperationException"/> outside Development and for a step backwards: <c>at</c> never decreases within a stream.
    /// </summary>
    Task<DateTimeOffset> Advance(TimeSpan step, CancellationToken cancellationToken);
}

/// <summary>System time plus the offset kept in <c>business_clock</c>. Outside Development the offset is neither read nor written.</summary>
internal sealed class BusinessClock(TimeProvider time, StorageDataSources sources, IHostEnvironment environment) : IBusinessClock, IBusinessClockControl
{
    private long _aheadTicks;

    public DateTimeOffset Now => time.GetUtcNow().AddTicks(Volatile.Read(ref _aheadTicks));

    public async Task<DateTimeOffset> Advance(TimeSpan step, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment() || step < TimeSpan.Zero)
        {
            throw new InvalidOperationException("Business time moves only ahead, and only in Development.");
        }

        await using var command = sources.Administration.CreateCommand("update business_clock set ahead = ahead + $1 returning ahead");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = step });
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

    private void Keep(TimeSpan ahead) => Volatile.Write(ref _aheadTicks, ahead.Ticks);
}
