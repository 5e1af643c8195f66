using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Sla;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Due;

/// <summary>The guarantee behind the fast path to the wheel.</summary>
public sealed class WheelFollowerTests : ReadModelTest
{
    [Fact]
    public async Task Shards_hear_of_every_case_of_a_slice_also_that_it_wants_to_be_woken_no_more()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version) with { NextDue = id == Rows.Id(2) ? null : Rows.Day.AddHours(version) };
        await Append(1, 3);
        await Append(2, 1);
        await process.StartProjection();
        await Followed();
        Assert.Equal([(1, new DueFacts(Rows.Id(1), 3, Rows.Day.AddHours(3))), (2, new DueFacts(Rows.Id(2), 1, null))], Newest(process));
        Assert.True(await process.Get<IFollowedLog>().CatchUp(Cancel));
    }

    [Fact]
    public async Task A_shard_that_does_not_take_it_is_told_again_and_the_others_are_told_all_the_same()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var attempts = 0;
        process.Grains.Refuse = receiver => receiver == "wheel 1" && Interlocked.Increment(ref attempts) < 3 ? throw new TimeoutException() : null;
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version) with { NextDue = Rows.Day };
        await Append(1, 1);
        await Append(2, 1);
        await process.StartProjection();
        await Followed();
        Assert.Equal([1, 2], Newest(process).Select(told => told.Shard));
    }

    [Fact]
    public async Task A_shard_is_told_at_most_5000_at_a_time()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var rows = Enumerable.Range(1, 12_000).Select(n => Rows.Ticket(new Guid($"{n:x8}-0000-0000-0000-000000000005")) with { NextDue = Rows.Day }).ToArray();
        await process.Get<IRowWriter<TicketRow>>().Write(rows, Cancel);
        await process.Get<ProjectionConsumer>().Consume([.. rows.Select(row => new LogMark(new LogCursor(1, 1), StreamKind.Ticket, row.Summary.Id, 1))], Cancel);
        Assert.Equal([2_000, 5_000, 5_000], process.Grains.Wheels.Select(told => told.Facts.Length).Order());
        Assert.Equal(12_000, process.Grains.Wheels.SelectMany(told => told.Facts).Select(facts => facts.TicketId).Distinct().Count());
    }

    [Fact]
    public async Task What_is_parked_is_told_when_it_is_tried_again()
    {
        var time = new ManualTime();
        await using var process = new ReadModelProcess(
            Database.ConnectionString, limits => (limits.ParkAfterAttempts, limits.ParkAfterSeconds) = (2, 60), also: services => services.AddSingleton<TimeProvider>(time));
        var (refuses, attempts) = (true, 0);
        process.Grains.Refuse = receiver =>
        {
            if (receiver == "wheel 1" && Volatile.Read(ref refuses))
            {
                Interlocked.Increment(ref attempts);
                return new Failure("defect", "never");
            }

            return null;
        };
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version) with { NextDue = Rows.Day };
        await Append(1, 1);
        await process.StartProjection();
        await Eventually.True(() => Task.FromResult(Volatile.Read(ref attempts) > 2), "it was tried again");
        time.Advance(TimeSpan.FromSeconds(61));
        await Followed();
        Assert.Equal("wheel 1", await Database.Ask<string>("select receiver from follower_parked"));
        Assert.Empty(process.Grains.Wheels);

        Volatile.Write(ref refuses, false);
        await process.Get<ParkedRetry>().Run(Cancel);
        Assert.Equal(Rows.Id(1), Assert.Single(Newest(process)).Facts.TicketId);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from follower_parked"));
    }

    [Fact]
    public async Task A_rebuild_tells_the_wheel_what_rows_of_an_older_projection_did_not_hold()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version) with { NextDue = Rows.Day };
        await Append(1, 1);
        await Database.Readable();
        var rebuild = await process.StartRebuild();
        await Eventually.Of(rebuild.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "the rebuild ends");
        Assert.Equal((1, new DueFacts(Rows.Id(1), 1, Rows.Day)), Assert.Single(Newest(process)));
    }

    private static IEnumerable<(int Shard, DueFacts Facts)> Newest(ReadModelProcess process) => process.Grains.Wheels
        .SelectMany(told => told.Facts.Select(facts => (told.Shard, Facts: facts)))
        .GroupBy(told => told.Facts.TicketId).Select(told => told.MaxBy(one => one.Facts.Version)).OrderBy(told => told.Shard);

    private Task Append(int ticket, int through) => Database.Append(StreamKind.Ticket, Rows.Id(ticket), 1, through);

    private Task Followed() => Eventually.True(
        () => Database.Ask<bool>("select position = (select max(position) from event_log) from follower_cursor where name = 'projection'"), "the log is followed");
}
