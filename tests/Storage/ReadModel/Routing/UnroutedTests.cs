using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Routing;

public sealed class UnroutedTests : ReadModelTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_case_that_cannot_reroute_yet_holds_up_neither_follower_nor_rebuild_and_the_sweep_asks_it_again(bool byException)
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version).Unrouted();
        var refused = 0;
        process.Grains.Refuse = receiver => receiver == $"ticket {Rows.Id(1)}" && Interlocked.Increment(ref refused) > 0
            ? byException ? throw new MissingMethodException() : new Failure("defect", "unknown method")
            : null;
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        await Database.Readable();
        await process.StartProjection();
        await Eventually.True(() => Database.Ask<bool>("select position = 2 from follower_cursor where name = 'projection'"), "the follower goes on");
        var rebuild = await process.StartRebuild();
        await Eventually.Of(rebuild.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "the rebuild ends");
        Assert.Equal(2, Volatile.Read(ref refused));
        Assert.Equal([Rows.Id(2)], process.Grains.Rerouted.Select(told => told.Ticket).Distinct());

        process.Grains.Refuse = _ => null;
        await process.Get<UnroutedSweep>().Run(Cancel);
        Assert.Contains((Rows.Id(1), 0, null, RerouteReason.Unrouted), process.Grains.Rerouted);
    }

    [Fact]
    public async Task The_sweep_comes_to_every_unrouted_case_and_asks_no_other()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var rows = Enumerable.Range(1, 1_200).Select(n => n % 100 == 0 ? Rows.Ticket(n).WaitsIn("general") : Rows.Ticket(n).Unrouted()).ToArray();
        await process.Get<IRowWriter<TicketRow>>().Write(rows, Cancel);
        var sweep = process.Get<UnroutedSweep>();
        await sweep.Run(Cancel);
        Assert.Equal(1_000, process.Grains.Rerouted.Count);
        await sweep.Run(Cancel);
        Assert.Equal(rows.Where(row => row.Routing.Unrouted).Select(row => row.Summary.Id), process.Grains.Rerouted.Select(told => told.Ticket).Order());

        await process.Get<IRowWriter<TicketRow>>().Write([.. rows.Select(row => Rows.Ticket(row.Summary.Id, 2))], Cancel);
        process.Grains.Rerouted.Clear();
        await sweep.Run(Cancel);
        Assert.Empty(process.Grains.Rerouted);
    }
}
