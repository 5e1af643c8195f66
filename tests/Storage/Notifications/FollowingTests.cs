using System.Collections.Immutable;
using AfterSales.Followers;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Storage;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>From the log to notifications, whatever is repeated or damaged on the way.</summary>
public sealed class FollowingTests : ReadModelTest
{
    [Fact]
    public async Task The_follower_makes_what_the_rules_say_and_moves_its_own_cursor()
    {
        await using var process = new NoticeProcess(Database);
        await process.StartFollower();
        await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent });
        await process.Append(Rows.Id(1), 2, "c-1", new CustomerWrote(null) { By = Roles.Customer });
        await Eventually.True(async () => await Count() == 2, "both rows are told");
        Assert.Equal(["replied c-1 inbox", "customer-wrote a-now inbox"], await Made());
        await Eventually.True(() => Database.Ask<bool>("select position = (select max(position) from event_log) from follower_cursor where name = 'notifications'"), "the cursor moves");
    }

    [Fact]
    public async Task A_slice_that_comes_again_adds_nothing_and_changes_nothing()
    {
        await using var process = new NoticeProcess(Database, smtpPort: 1);
        await process.GivenContact("c@mail.example");
        var mark = await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent });
        var consumer = process.Get<NotificationConsumer>();
        await consumer.Consume([mark], Cancel);
        await Database.Execute("update notification set state = 1, attempts = 7 where channel = 'email'");
        var before = await Database.Ask<string>("select string_agg(n::text, '|' order by id) from notification n");

        await consumer.Consume([mark, mark], Cancel);
        Assert.Equal(before, await Database.Ask<string>("select string_agg(n::text, '|' order by id) from notification n"));
        Assert.Equal(2, await Count());
    }

    /// <summary>Symptom: the process died after some rows of a slice had been stored; the next one makes the rest and only the rest.</summary>
    [Fact]
    public async Task What_a_crash_left_out_is_made_by_whoever_takes_the_slice_again()
    {
        await using var process = new NoticeProcess(Database);
        var marks = new[]
        {
            await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent }),
            await process.Append(Rows.Id(2), 1, "a-17", new Replied { By = Roles.Agent }),
            await process.Append(Rows.Id(3), 1, "a-17", new Replied { By = Roles.Agent }),
        };
        await process.Get<NotificationConsumer>().Consume(marks[1..2], Cancel);
        var half = await Database.Ask<Guid>("select id from notification");
        await process.Get<NotificationConsumer>().Consume(marks, Cancel);
        Assert.Equal(3, await Count());
        Assert.Equal(1, await Database.Ask<long>($"select position from notification where id = '{half}'"));
    }

    [Fact]
    public async Task A_first_start_on_an_old_log_tells_nobody_of_what_is_over()
    {
        await using var process = new NoticeProcess(Database);
        await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent });
        await Database.Readable();
        // The migration as it runs where the log is older than notifications.
        await Database.Execute("delete from follower_cursor where name = 'notifications'");
        await Database.Execute(Migration.All.Single(step => step.Version == 17).Sql);
        await process.StartFollower();
        await process.Append(Rows.Id(2), 1, "a-17", new Replied { By = Roles.Agent });
        await Eventually.True(async () => await Count() > 0, "the new row is told");
        Assert.Equal(Rows.Id(2), await Database.Ask<Guid>("select ticket_id from notification"));
    }

    [Fact]
    public async Task A_damaged_row_holds_up_nobody_else_and_is_told_once_it_can_be_read()
    {
        await using var process = new NoticeProcess(Database, also: services => Microsoft.Extensions.DependencyInjection.OptionsServiceCollectionExtensions.Configure<FollowerOptions>(services, options =>
        {
            options.ParkAfterAttempts = 2;
            options.ParkAfterSeconds = 1;
        }));
        await process.StartFollower();
        await process.Append(Rows.Id(1), 1, "a-17", new Replied { By = Roles.Agent });
        await Database.Execute($"update event_log set data = '[{{\"t\":\"of-the-future.v9\"}}]' where stream_id = '{Rows.Id(1)}'");
        await process.Append(Rows.Id(2), 1, "a-17", new Replied { By = Roles.Agent });
        await Eventually.True(() => Database.Ask<bool>("select count(*) = 1 from follower_parked where consumer = 'notifications'"), "the damaged row is parked");
        Assert.Equal(["replied c-1 inbox"], await Made());

        await process.Get<ParkedNotices>().Retry(Cancel);
        Assert.Equal(1, await Database.Ask<long>("select count(*) from follower_parked"));
        await Database.Execute($"update event_log set data = '[{{\"t\":\"replied.v1\",\"by\":\"Agent\"}}]' where stream_id = '{Rows.Id(1)}'");
        await process.Get<ParkedNotices>().Retry(Cancel);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from follower_parked"));
        Assert.Equal(2, await Count());
    }

    [Fact]
    public async Task The_technical_contact_is_found_by_the_products_the_case_opened_with()
    {
        await using var process = new NoticeProcess(Database);
        process.Policies.Use(new NotificationPolicy { TechnicalContacts = ImmutableDictionary<string, string>.Empty.Add("kitchen", "q-7") });
        var opened = new Opened
        {
            Id = Rows.Id(1), Kind = TicketKind.Repair, CustomerId = "c-1", Category = TicketCategory.Other, CategoryRule = "customer", Channel = Channel.Web,
            Priority = TicketPriority.P3, TriageRule = "default", TriagePolicy = 1, By = Roles.Customer,
            Lines = [new AfterSales.Orders.ClaimedLine("1", "kettle-9", "Kettle", "kitchen", 1, 100)],
        };
        // An earlier attempt at opening was voided.
        await process.Append(Rows.Id(1), 1, "system", new OpeningVoided());
        await process.Append(Rows.Id(1), 2, "c-1", opened);
        var mark = await process.Append(Rows.Id(1), 3, "a-17", new CategorySet(TicketCategory.Quality) { By = Roles.Agent });
        await process.Get<NotificationConsumer>().Consume([mark], Cancel);
        Assert.Equal(["quality-reported q-7 inbox"], await Made());
    }

    [Fact]
    public async Task Mails_are_made_only_where_there_is_a_server_an_address_and_no_wish_against_it()
    {
        await using (var without = new NoticeProcess(Database))
        {
            await without.GivenContact("c@mail.example");
            await without.GivenReply(1);
        }

        Assert.Equal(["replied c-1 inbox"], await Made());
        await using var process = new NoticeProcess(Database, smtpPort: 1);
        await process.GivenReply(2);
        Assert.Equal(["replied c-1 inbox", "replied c-1 inbox", "replied c-1 email"], await Made());
        await process.GivenContact("c@mail.example", contact => contact with { Muted = ["replied"] });
        await process.GivenReply(3);
        await process.Get<IContacts>().Remove(new("c-1", RecipientSide.Customer), Cancel);
        await process.GivenReply(4);
        Assert.Equal(5, await Count());
    }

    private Task<long> Count() => Database.Ask<long>("select count(*) from notification");

    private async Task<string[]> Made() =>
        (await Database.Ask<string[]>("select array_agg(event || ' ' || recipient || ' ' || channel order by position) from notification"))!;
}
