using AfterSales.Log;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>
/// Whether nothing that went wrong on purpose is still felt: callers have given up and called again, and the follower has told everything of that time, for it
/// is the follower who makes good what was lost.
/// </summary>
internal sealed class Calm(World world)
{
    /// <summary>By then calls to what crashed have timed out and were made again, and what was on its way into the log is there.</summary>
    private static readonly TimeSpan Settles = Process.ResponseTimeout * 1.5;

    private DateTimeOffset _disturbedAt;
    private LogCursor? _mustBeTold;

    /// <summary>Since when; null while it is not.</summary>
    public DateTimeOffset? Since { get; private set; }

    public void Look()
    {
        if (world.Faults.Storm || world.Process.Life.IsOver || _disturbedAt < world.DisturbedAt)
        {
            (_disturbedAt, _mustBeTold, Since) = (world.Time.Now, null, null);
            return;
        }

        if (_mustBeTold is null && world.Time.Now > _disturbedAt + Settles)
        {
            _mustBeTold = world.Ledger.End;
        }

        if (_mustBeTold is { } end && world.Cursor.At >= end)
        {
            Since ??= world.Time.Now;
        }
    }
}
