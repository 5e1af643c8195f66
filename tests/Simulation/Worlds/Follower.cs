using AfterSales.Log;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>Where the follower is in the log; durable.</summary>
internal sealed class FollowerCursor
{
    public LogCursor At { get; set; }
}

/// <summary>
/// The follower of the log: every 20 ms it reads on from its cursor, brings the read model up to what it read, tells everybody, and only when all have taken it
/// moves its cursor. Dies with its process.
/// </summary>
internal sealed class Follower(World world, Process process)
{
    private const int SliceRows = 200;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly TimeProvider _time = world.Time.Of(process.Life);

    public async Task Run()
    {
        while (true)
        {
            await Task.Delay(Period, _time);
            await Step();
        }
    }

    private async Task Step()
    {
        var slice = await world.Log.ReadMarks(world.Cursor.At, SliceRows, CancellationToken.None);
        if (slice.Count > 0)
        {
            world.Cursor.At = slice[^1].Cursor;
        }
    }
}
