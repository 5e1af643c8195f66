using AfterSales.Notifications;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

public sealed class InboxTests : ReadModelTest
{
    private static readonly Caller Customer = new("i", "c-1", Roles.Customer);
    private static readonly Recipient Own = new("c-1", RecipientSide.Customer);
    private static readonly Caller Lead = new("i", "l-1", Roles.Lead);
    private static readonly Caller OtherLead = new("i", "l-2", Roles.Lead | Roles.Finance);

    [Fact]
    public async Task Pages_are_newest_first_without_gap_or_repetition_while_more_come_in()
    {
        await using var process = new NoticeProcess(Database);
        for (var n = 1; n <= 7; n++)
        {
            await process.GivenReply(n);
        }

        var first = await List(process, Customer, limit: 3);
        await process.GivenReply(8);
        var second = await List(process, Customer, limit: 3, before: first.Next);
        var third = await List(process, Customer, limit: 3, before: second.Next);
        Assert.Equal([7, 6, 5, 4, 3, 2, 1], first.Items.Concat(second.Items).Concat(third.Items).Select(item => int.Parse(item.TicketId.ToString("N")[^4..])));
        Assert.Null(third.Next);
    }

    [Fact]
    public async Task One_never_sees_what_another_was_told()
    {
        await using var process = new NoticeProcess(Database);
        await process.GivenReply(1);
        await GivenEscalation(process, 2);
        Assert.Equal(["replied"], (await List(process, Customer)).Items.Select(item => item.Event));
        Assert.Equal(["escalated"], (await List(process, Lead)).Items.Select(item => item.Event));
        Assert.Empty((await List(process, new Caller("i", "c-2", Roles.Customer))).Items);
        Assert.Empty((await List(process, new Caller("i", "role:lead", Roles.Customer))).Items);

        var leads = Assert.Single((await List(process, Lead)).Items);
        Assert.False(await process.Get<IInbox>().MarkRead(Customer, leads.Id, Cancel));
        Assert.False(await process.Get<IInbox>().MarkRead(Customer, Guid.NewGuid(), Cancel));
        Assert.False(Assert.Single((await List(process, Lead)).Items).Read);
    }

    [Fact]
    public async Task What_a_lead_has_read_another_has_not()
    {
        await using var process = new NoticeProcess(Database);
        await GivenEscalation(process, 1);
        await GivenEscalation(process, 2);
        var item = (await List(process, Lead)).Items[0];
        Assert.True(await process.Get<IInbox>().MarkRead(Lead, item.Id, Cancel));
        Assert.True(await process.Get<IInbox>().MarkRead(Lead, item.Id, Cancel));
        Assert.Equal([true, false], (await List(process, Lead)).Items.Select(shown => shown.Read));
        Assert.Equal([false, false], (await List(process, OtherLead)).Items.Select(shown => shown.Read));
        Assert.NotEqual(item.Id, Assert.Single((await List(process, Lead, unread: true)).Items).Id);
    }

    [Fact]
    public async Task Everything_read_at_once_is_read_and_what_comes_later_is_not()
    {
        await using var process = new NoticeProcess(Database);
        await process.GivenReply(1);
        await process.GivenReply(2);
        await process.Get<IInbox>().MarkAllRead(Customer, Cancel);
        await process.Get<IInbox>().MarkAllRead(Customer, Cancel);
        await process.GivenReply(3);
        Assert.Equal([false, true, true], (await List(process, Customer)).Items.Select(item => item.Read));
        Assert.Equal(Rows.Id(3), Assert.Single((await List(process, Customer, unread: true)).Items).TicketId);
    }

    [Fact]
    public async Task An_empty_inbox_can_be_read_through() => await Using(async process =>
    {
        await process.Get<IInbox>().MarkAllRead(Customer, Cancel);
        Assert.Empty((await List(process, Customer)).Items);
    });

    [Fact]
    public async Task Words_are_in_the_language_asked_for() => await Using(async process =>
    {
        await process.GivenReply(1);
        var number = TicketNumber.Of(Rows.Id(1));
        var english = Assert.Single((await List(process, Customer)).Items);
        var chinese = Assert.Single((await process.Get<IInbox>().List(Customer, new InboxQuery(false, null, 10, "zh-CN"), Cancel)).Items);
        Assert.Equal(($"New answer: {number}", $"{number} 有新回复", number), (english.Title, chinese.Title, english.Number));
        Assert.Equal(process.Clock.Now, english.At);
    });

    [Fact]
    public async Task Old_notifications_are_deleted_with_their_marks_and_no_more_than_so_many_at_once()
    {
        await using var process = new NoticeProcess(Database, limits: options => (options.CleanUpRows, options.CleanUpBatches, options.RetentionDays) = (2, 2, 30));
        for (var n = 1; n <= 5; n++)
        {
            await process.GivenReply(n);
        }

        var oldest = (await List(process, Customer)).Items[^1];
        await process.Get<IInbox>().MarkRead(Customer, oldest.Id, Cancel);
        process.Clock.Now = process.Clock.Now.AddDays(30);
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(5, await Count());

        process.Clock.Now = process.Clock.Now.AddDays(1);
        await process.GivenReply(6);
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(2, await Count());
        Assert.Equal(0, await Database.Ask<long>("select count(*) from notification_read"));
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(Rows.Id(6), Assert.Single((await List(process, Customer)).Items).TicketId);
    }

    /// <summary>Symptom: a message of last quarter came again. Cause: it had been deleted before the follower had passed its row for good.</summary>
    [Fact]
    public async Task What_the_follower_may_come_by_again_is_kept_however_old_it_is() => await Using(async process =>
    {
        await process.GivenReply(1);
        process.Clock.Now = process.Clock.Now.AddDays(200);
        await Database.Execute("update follower_cursor set caught_up_at = '2020-01-01' where name = 'notifications'");
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(1, await Count());

        await Database.Execute("update follower_cursor set caught_up_at = 'infinity' where name = 'notifications'");
        await Database.Execute($"insert into follower_parked (consumer, stream_id, receiver, version, error, attempts) values ('notifications', '{Rows.Id(1)}', 'view', 1, 'x', 1)");
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(1, await Count());

        await Database.Execute("delete from follower_parked");
        await process.Get<NoticeRetention>().Run(Cancel);
        Assert.Equal(0, await Count());
    });

    [Fact]
    public async Task A_contact_is_kept_replaced_and_erased() => await Using(async process =>
    {
        var contacts = process.Get<IContacts>();
        Assert.Null(await contacts.Find(Own, Cancel));
        Assert.True(await contacts.Put(new Contact("c-1", RecipientSide.Customer) { Email = "a@mail.example", Zone = "Europe/Berlin", QuietFrom = "21:00", QuietTo = "07:00", Muted = ["replied"] }, Cancel));
        Assert.False(await contacts.Put(new Contact("c-1", RecipientSide.Customer) { Email = "b@mail.example", Language = "en" }, Cancel));
        var found = await contacts.Find(Own, Cancel);
        Assert.Equal(("b@mail.example", "en", null, null, 0), (found!.Email, found.Language, found.Zone, found.QuietFrom, found.Muted.Length));
        await contacts.Remove(Own, Cancel);
        await contacts.Remove(Own, Cancel);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from contact"));
    });

    private async Task Using(Func<NoticeProcess, Task> test)
    {
        await using var process = new NoticeProcess(Database);
        await test(process);
    }

    private static async Task GivenEscalation(NoticeProcess process, int n) => await process.Get<NotificationConsumer>()
        .Consume([await process.Append(Rows.Id(n), 1, "system", new CaseEscalated("review"))], CancellationToken.None);

    private static Task<InboxPage> List(NoticeProcess process, Caller caller, int limit = 10, long? before = null, bool unread = false) =>
        process.Get<IInbox>().List(caller, new InboxQuery(unread, before, limit, "en"), CancellationToken.None);

    private Task<long> Count() => Database.Ask<long>("select count(*) from notification");
}
