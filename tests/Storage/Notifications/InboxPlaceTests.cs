using AfterSales.Notifications;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>What an inbox reads, and from where on.</summary>
public sealed class InboxPlaceTests : ReadModelTest
{
    private static readonly Caller Customer = new("i", "c-1", Roles.Customer);
    private static readonly Caller Namesake = new("i", "c-1", Roles.Agent);

    /// <summary>Symptom: an agent with the subject of a customer read what the customer was told, and marked it as read.</summary>
    [Fact]
    public async Task A_customer_and_an_agent_of_the_same_subject_have_an_inbox_each()
    {
        await using var process = new NoticeProcess(Database);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version, ticket => ticket with { Assignee = "c-1" });
        await process.GivenReply(1);
        await process.Get<NotificationConsumer>().Consume([await process.Append(Rows.Id(2), 1, "c-1", new CustomerWrote(null) { By = Roles.Customer })], Cancel);
        var (told, work) = (Assert.Single((await List(process, Customer)).Items), Assert.Single((await List(process, Namesake)).Items));
        Assert.Equal(("replied", "customer-wrote"), (told.Event, work.Event));
        Assert.False(await process.Get<IInbox>().MarkRead(Namesake, told.Id, Cancel));
        await process.Get<IInbox>().MarkAllRead(Namesake, Cancel);
        Assert.False(Assert.Single((await List(process, Customer)).Items).Read);
        Assert.Empty((await List(process, Namesake, unread: true)).Items);
        Assert.Equal(2, (await List(process, Customer with { Roles = Roles.Customer | Roles.Agent })).Items.Length);
    }

    /// <summary>Symptom: two wrote at once, everything was marked as read when the second was done, and so was what the first one wrote a moment later.</summary>
    [Fact]
    public async Task What_becomes_visible_after_everything_was_read_is_unread_whoever_began_to_write_first()
    {
        await using var process = new NoticeProcess(Database);
        await Database.Execute(
            $$"""
            create function wait_for_it() returns trigger language plpgsql as 'begin perform pg_advisory_xact_lock(42); return new; end';
            create trigger slowly after insert on notification for each row when (new.ticket_id = '{{Rows.Id(1)}}') execute function wait_for_it();
            """);
        await using var holder = await Database.Source.OpenConnectionAsync(Cancel);
        await Run(holder, "select pg_advisory_lock(42)");
        var first = process.GivenReply(1);
        await Eventually.True(() => Waiting(1), "the first writer waits");
        var second = process.GivenReply(2);
        await Eventually.True(async () => second.IsCompleted || await Waiting(2), "the second has written, or waits for its turn");
        await process.Get<IInbox>().MarkAllRead(Customer, Cancel);
        var seen = (await List(process, Customer)).Items.Select(item => item.Id).ToHashSet();

        await Run(holder, "select pg_advisory_unlock(42)");
        await Task.WhenAll(first, second);
        var all = (await List(process, Customer)).Items;
        Assert.Equal(2, all.Length);
        Assert.All(all, item => Assert.Equal(seen.Contains(item.Id), item.Read));
    }

    [Fact]
    public async Task What_was_read_is_not_gone_through_for_what_is_unread()
    {
        await Database.Execute(
            """
            insert into notification (id, ticket_id, recipient, side, channel, event, template, content, at, urgent, state, not_before)
            select gen_random_uuid(), gen_random_uuid(), 'c-1', 0, 'inbox', 'replied', 'replied', '{}', now(), false, 1, now() from generate_series(1, 20000);
            insert into notification_read_all (subject, side, position) select 'c-1', 0, max(position) - 3 from notification;
            analyze notification;
            """);
        await using var session = await Database.Source.OpenConnectionAsync(Cancel);
        await Run(session, "set plan_cache_mode = force_generic_plan");
        await Run(session, $"prepare unread (text[], smallint[], text, bigint, int) as {InboxReader.Unread}");
        await using var explain = new NpgsqlCommand("explain (analyze, buffers, timing off) execute unread ('{c-1}', '{0}', 'c-1', 9223372036854775807, 21)", session);
        var lines = new List<string>();
        await using (var row = await explain.ExecuteReaderAsync(Cancel))
        {
            while (await row.ReadAsync(Cancel))
            {
                lines.Add(row.GetString(0));
            }
        }

        var plan = string.Join('\n', lines);
        Assert.Contains(lines, line => line.Contains("Index Cond", StringComparison.Ordinal) && line.Contains("COALESCE(a.\"position\"", StringComparison.Ordinal));
        var pages = int.Parse(plan.Split("shared hit=")[1].Split([' ', '\n'])[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(pages < 100, plan);
    }

    /// <summary>Symptom: what had waited too long, e.g. while a channel was off, was gone and never sent.</summary>
    [Fact]
    public async Task What_waits_to_be_sent_is_never_too_old_and_does_not_keep_what_is_behind_it()
    {
        await using var process = new NoticeProcess(Database, limits: options => (options.CleanUpRows, options.CleanUpBatches, options.RetentionDays) = (2, 1, 30));
        for (var n = 1; n <= 5; n++)
        {
            await process.GivenReply(n);
        }

        await Database.Execute("update notification set state = 0 where position <= 3");
        process.Clock.Now = process.Clock.Now.AddDays(31);
        var retention = process.Get<NoticeRetention>();
        Assert.True(await retention.Run(Cancel));
        Assert.True(await retention.Run(Cancel));
        Assert.False(await retention.Run(Cancel));
        Assert.Equal(new long[] { 1, 2, 3 }, await Database.Ask<long[]>("select array_agg(position order by position) from notification"));
        await Database.Execute("update notification set state = 1");
        Assert.True(await retention.Run(Cancel));
        Assert.False(await retention.Run(Cancel));
        Assert.Equal(0, await Database.Ask<long>("select count(*) from notification"));
    }

    private Task<bool> Waiting(int writers) => Database.Ask<bool>(
        $"select count(*) >= {writers} from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())");

    private static async Task Run(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private static Task<InboxPage> List(NoticeProcess process, Caller caller, bool unread = false) =>
        process.Get<IInbox>().List(caller, new InboxQuery(unread, null, 10, "en"), CancellationToken.None);
}
