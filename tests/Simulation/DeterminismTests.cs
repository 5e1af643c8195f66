using System.Security.Cryptography;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation;

/// <summary>A seed names one run, to the last bit.</summary>
public sealed class DeterminismTests
{
    [Fact]
    public async Task The_same_seed_gives_the_same_log_and_another_seed_another()
    {
        var first = await OwnThread.Run(() => HashOf(7));
        Assert.Equal(first, await OwnThread.Run(() => HashOf(7)));
        Assert.NotEqual(first, await OwnThread.Run(() => HashOf(8)));
    }

    private static string HashOf(int seed)
    {
        using var world = new World(seed, new WorldSetup(PolicySet.Default, BuiltInQueues.Set));
        world.Faults.Storm = true;
        var client = new Client(world, world.Dice("client"));
        for (var i = 0; i < 20; i++)
        {
            var id = world.NextId();
            var command = CommandId.New();
            world.Go(async () => await client.Call(grains => grains.GetGrain<ITicketGrain>(id).Open(
                new OpenTicket { Kind = TicketKind.Complaint, Subject = "s", Description = "d", CustomerId = "c" }, new CallContext(new Caller("t", "a", Roles.Agent), command))));
        }

        world.Run(TimeSpan.FromSeconds(5));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var row in world.Log.Read(LogCursor.Start, int.MaxValue, CancellationToken.None).Result)
        {
            hash.AppendData(row.Row.StreamId.ToByteArray());
            hash.AppendData(row.Row.CommandId.ToByteArray());
            hash.AppendData(row.Row.Data.Span);
        }

        return Convert.ToHexString(hash.GetHashAndReset());
    }
}
