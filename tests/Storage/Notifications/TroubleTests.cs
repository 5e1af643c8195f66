using System.Collections.Immutable;
using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>What is wrong with one case stops no other.</summary>
public sealed class TroubleTests : ReadModelTest
{
    [Fact]
    public async Task Notifications_of_a_slice_have_the_order_of_the_log_not_that_of_ids()
    {
        await using var process = new NoticeProcess(Database);
        var marks = new List<LogMark>();
        foreach (var (ticket, seq) in new[] { (3, 1), (1, 1), (2, 1), (1, 2), (3, 2) })
        {
            marks.Add(await process.Append(Rows.Id(ticket), seq, "a-17", new Replied { By = Roles.Agent }));
        }

        await process.Get<NotificationConsumer>().Consume(marks, Cancel);
        var made = await Database.Ask<Guid[]>("select array_agg(ticket_id order by position) from notification");
        Assert.Equal(marks.Select(mark => mark.StreamId), made);
    }

    /// <summary>Symptom: a case whose rules threw, or whose row the database refused, stopped the follower for all.</summary>
    [Theory]
    [InlineData("""[{"t":"replied.v1","by":3.5}]""")]
    [InlineData("""{"t":"replied.v1"}""")]
    [InlineData("""[null]""")]
    [InlineData("""[{"t":"category-set.v1","category":"Quality","by":"Agent"}]""")]
    public async Task A_case_that_cannot_be_told_is_a_fault_of_its_own(string damaged)
    {
        await using var process = new NoticeProcess(Database);
        process.Policies.Use(new NotificationPolicy { TechnicalContacts = ImmutableDictionary<string, string>.Empty.Add("kitchen", "q-7") });
        // Its products have no category, which nobody may look up.
        var bad = await GivenOpening(process, Rows.Id(1));
        var good = await process.Append(Rows.Id(2), 1, "a-17", new Replied { By = Roles.Agent });
        await Database.Execute($"update event_log set data = '{damaged}' where stream_id = '{Rows.Id(1)}' and seq = 2");
        var faults = new SliceFaults();
        await process.Get<NotificationWork>().Run([bad, good], faults, Cancel);
        Assert.Equal([Rows.Id(1)], faults.All.Select(fault => fault.Stream));
        Assert.Equal(new Guid[] { Rows.Id(2) }, await Database.Ask<Guid[]>("select array_agg(ticket_id) from notification"));
    }

    [Fact]
    public async Task A_case_that_the_database_refuses_is_a_fault_of_its_own()
    {
        await using var process = new NoticeProcess(Database);
        await Database.Execute($"alter table notification add constraint not_this check (ticket_id <> '{Rows.Id(1)}')");
        var marks = new[]
        {
            await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent }),
            await process.Append(Rows.Id(2), 1, "a-17", new Replied { By = Roles.Agent }),
        };
        var faults = new SliceFaults();
        await process.Get<NotificationWork>().Run(marks, faults, Cancel);
        Assert.Equal((Rows.Id(1), "sql-23514"), (Assert.Single(faults.All).Stream, faults.All.First().Code));
        Assert.Equal(new Guid[] { Rows.Id(2) }, await Database.Ask<Guid[]>("select array_agg(ticket_id) from notification"));
    }

    /// <summary>Symptom: the first parked case that threw kept all behind it from being tried again.</summary>
    [Fact]
    public async Task A_parked_case_that_cannot_even_be_looked_at_counts_as_tried_and_the_others_have_their_turn()
    {
        await using var process = new NoticeProcess(Database);
        for (var n = 1; n <= 2; n++)
        {
            await process.Append(Rows.Id(n), 1, "a-17", new Replied { By = Roles.Agent });
            await process.Get<ParkedFaults>().Park(NotificationConsumer.ConsumerName, [Fault.OfView(Rows.Id(n), new InvalidDataException())], _ => 1, _ => n, Cancel);
        }

        // Reading the first case's row fails in the server.
        await Database.Execute(
            $"""
            alter table event_log rename to event_log_rows;
            create view event_log as select stream_kind, stream_id, seq, tx, position, at, actor, command_id, trace_id, personal,
                case when stream_id = '{Rows.Id(1)}' then (1 / (seq - seq))::text::json else data end as data from event_log_rows;
            """);
        await process.Get<ParkedNotices>().Retry(Cancel);
        Assert.Equal(new Guid[] { Rows.Id(2) }, await Database.Ask<Guid[]>("select array_agg(ticket_id) from notification"));
        Assert.Equal(new Guid[] { Rows.Id(1) }, await Database.Ask<Guid[]>("select array_agg(stream_id) from follower_parked"));
        Assert.Equal("2 sql-22012", await Database.Ask<string>("select attempts || ' ' || error from follower_parked"));
    }

    /// <summary>Symptom: after the next row of the case nobody could see any more why it was parked.</summary>
    [Fact]
    public async Task What_only_waits_for_something_parked_does_not_hide_the_cause()
    {
        await using var process = new NoticeProcess(Database);
        var parked = process.Get<ParkedFaults>();
        await parked.Park("webhooks", [WebhookFaults.Of(Rows.Id(1), new InvalidDataException())], _ => 3, _ => 1, Cancel);
        await parked.Park("webhooks", [WebhookFaults.Behind(Rows.Id(1))], _ => 4, _ => 1, Cancel);
        Assert.Equal("InvalidDataException 3 2", await Database.Ask<string>("select error || ' ' || version || ' ' || attempts from follower_parked"));
        await parked.Park("webhooks", [WebhookFaults.Of(Rows.Id(1), new NotSupportedException())], _ => 3, _ => 1, Cancel);
        Assert.Equal("NotSupportedException", await Database.Ask<string>("select error from follower_parked"));
    }

    private static async Task<LogMark> GivenOpening(NoticeProcess process, Guid ticket)
    {
        await process.Append(ticket, 1, "c-1", new Opened
        {
            Id = ticket, Kind = TicketKind.Repair, CustomerId = "c-1", Category = TicketCategory.Other, CategoryRule = "customer", Channel = Channel.Web,
            Priority = TicketPriority.P3, TriageRule = "default", TriagePolicy = 1, By = Roles.Customer,
            Lines = [new AfterSales.Orders.ClaimedLine("1", "kettle-9", "Kettle", null!, 1, 100)],
        });
        return await process.Append(ticket, 2, "a-17", new CategorySet(TicketCategory.Quality) { By = Roles.Agent });
    }
}
