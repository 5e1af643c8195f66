using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.ReadModel;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Followers;

public sealed class RebuildTests : ReadModelTest
{
    private const int Newer = TicketRow.Projection + 1;

    private static readonly string Behind =
        $"""
        select count(*) from (select stream_id, max(seq) as seq from event_log group by 1) l
        left join ticket_view v on v.id = l.stream_id where v.projection is distinct from {Newer} or v.version is distinct from l.seq or v.subject <> 'new code'
        """;

    [Fact]
    public async Task A_raised_projection_rebuilds_every_row_missing_ones_too_while_commands_run()
    {
        await using (var old = new ReadModelProcess(Database.ConnectionString))
        {
            for (var n = 1; n <= 40; n++)
            {
                await Database.Append(StreamKind.Ticket, Rows.Id(n), 1, 3);
            }

            await old.StartProjection();
            await old.StartRebuild();
            await Eventually.True(async () => await Database.Ask<long>("select count(*) from ticket_view where version = 3") == 40, "the old code has projected");
        }

        await Database.Execute($"delete from ticket_view where id = '{Rows.Id(17)}'");
        await using var raised = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 16, options => options.Projection = Newer);
        raised.Projectors.Shape = (id, version) => Rows.Ticket(id, version, t => t with { Subject = "new code" });
        await raised.StartProjection();
        await raised.StartRebuild();
        for (var n = 31; n <= 50; n++)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(n), n <= 40 ? 4 : 1, 5);
        }

        await Eventually.True(async () => await Database.Ask<long>(Behind) == 0, "every row is of the new projection and as new as the log");
        await Eventually.True(() => Database.Ask<bool>($"select exists (select 1 from read_model_projection where projection = {Newer} and completed_at is not null)"), "the rebuild is finished");
    }

    [Fact]
    public async Task A_finished_rebuild_is_not_repeated_and_an_older_process_does_not_undo_it()
    {
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Database.Readable();
        await using var current = new ReadModelProcess(Database.ConnectionString, readModel: options => options.Projection = Newer);
        var finished = await current.StartRebuild();
        await Eventually.Of(finished.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "the rebuild ends");
        Assert.Single(current.Projectors.Projected);

        await Database.Execute("delete from ticket_view");
        foreach (var projection in (int[])[TicketRow.Projection, Newer])
        {
            await using var again = new ReadModelProcess(Database.ConnectionString, readModel: options => options.Projection = projection);
            var follower = await again.StartRebuild();
            await Eventually.Of(follower.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "there is nothing to rebuild");
            Assert.Empty(again.Projectors.Projected);
        }
    }

    [Fact]
    public async Task A_rebuild_that_was_interrupted_goes_on_where_it_was()
    {
        for (var n = 1; n <= 6; n++)
        {
            await Database.Append(StreamKind.Ticket, Rows.Id(n), 1, 1);
        }

        await Database.Readable();
        await using (var first = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 2))
        {
            first.Projectors.Shape = (id, version) => id == Rows.Id(3) ? throw new InvalidDataException("stops here") : Rows.Ticket(id, version);
            await first.StartRebuild();
            await Eventually.True(() => first.Projectors.Projected.Count(id => id == Rows.Id(3)) > 1, "the rebuild is stuck");
        }

        await using var second = new ReadModelProcess(Database.ConnectionString, options => options.SliceSize = 2);
        var follower = await second.StartRebuild();
        await Eventually.Of(follower.ExecuteTask!.ContinueWith(_ => true, TaskScheduler.Default), "the rebuild ends");
        Assert.Equal(6, await Database.Ask<long>("select count(*) from ticket_view"));
        Assert.DoesNotContain(Rows.Id(1), second.Projectors.Projected);
    }

    [Fact]
    public async Task As_soon_as_a_newer_process_rebuilds_an_older_one_follows_no_more()
    {
        await using var older = new ReadModelProcess(Database.ConnectionString);
        await older.StartProjection();
        await Database.Append(StreamKind.Ticket, Rows.Id(1), 1, 1);
        await Eventually.True(async () => await Database.Ask<long>("select count(*) from ticket_view") == 1, "the older process follows");

        await using var newer = new ReadModelProcess(Database.ConnectionString, readModel: options => options.Projection = Newer);
        await newer.StartRebuild();
        await Eventually.True(() => Database.Ask<bool>("select exists (select 1 from read_model_projection)"), "the rebuild has begun");
        await Database.Append(StreamKind.Ticket, Rows.Id(2), 1, 1);
        await newer.StartProjection();
        await Eventually.True(async () => await Database.Ask<long>($"select count(*) from ticket_view where projection = {Newer}") == 2, "the newer process projects all");
        await Assert.ThrowsAsync<NewerProjectionException>(async () => await older.Get<ProjectionConsumer>().IsFinished(atEnd: false, Cancel));
    }
}
