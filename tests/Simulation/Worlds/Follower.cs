using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Sla;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>Where the follower is in the log; durable.</summary>
internal sealed class FollowerCursor
{
    public LogCursor At { get; set; }
}

/// <summary>
/// The follower of the log: every 20 ms it reads on from its cursor, brings the read model up to what it read, tells everybody the product's follower would
/// tell, and only when all have taken it moves its cursor. Dies with its process.
/// </summary>
internal sealed class Follower
{
    private const int SliceRows = 200;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    private readonly World _world;
    private readonly TimeProvider _time;
    private readonly FactsTeller _facts;
    private readonly RoutingTeller _routing;
    private readonly WheelTeller _wheel;
    private readonly QueueAudience _audience;

    public Follower(World world, Process process)
    {
        _world = world;
        _time = world.Time.Of(process.Life);
        _facts = new FactsTeller(process.Grains);
        _audience = new QueueAudience(world.Queues);
        _routing = new RoutingTeller(process.Grains);
        _wheel = new WheelTeller(process.Grains);
    }

    public async Task Run()
    {
        while (true)
        {
            await Task.Delay(Period, _time);
            try
            {
                await Step();
            }
            catch (LogUnavailableException)
            {
                // It looks again in a while.
            }
        }
    }

    private async Task Step()
    {
        await Task.Delay(_world.Faults.Read("follower"), _time);
        var slice = await _world.Log.ReadMarks(_world.Cursor.At, SliceRows, CancellationToken.None);
        if (slice.Count == 0)
        {
            return;
        }

        var streams = new SliceStreams(slice);
        var tickets = streams.Tickets.Keys.Select(_world.Ledger.RowOfCase).OfType<ReadModel.TicketRow>().ToArray();
        var agents = streams.Agents.Keys.Select(_world.Ledger.RowOfAgent).ToArray();
        Array.ForEach(tickets, _world.Stored.Write);
        Array.ForEach(agents, _world.Stored.Write);
        var due = _world.Setup.WheelTold ? tickets.Select(row => new DueFacts(row.Summary.Id, row.Summary.Version, row.NextDue)) : [];
        var tellings = _wheel.Of(due)
            .Concat(_facts.Of(tickets.Select(row => row.Facts)))
            .Concat(_routing.Of([.. tickets.Select(row => row.Routing)], agents, streams, _audience));
        if (await TellAll(tellings))
        {
            _audience.Told(agents);
            _world.Cursor.At = slice[^1].Cursor;
        }
    }

    private async Task<bool> TellAll(IEnumerable<Telling> tellings)
    {
        var all = true;
        foreach (var sent in tellings.Select(Send).ToArray())
        {
            all &= await sent;
        }

        return all;
    }

    private async Task<bool> Send(Telling telling)
    {
        try
        {
            if (await telling.Send() is not { } failure)
            {
                return true;
            }

            _world.Trace.Note($"follower: {telling.Receiver} {telling.Key} did not take what it was told: {failure.Code}");
        }
        catch (Exception exception)
        {
            _world.Trace.Note($"follower: {telling.Receiver} {telling.Key} did not take what it was told: {exception.GetType().Name}");
        }

        return false;
    }
}
