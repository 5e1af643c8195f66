using AfterSales.Notifications;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>Mails to a real SMTP server.</summary>
public sealed class MailTests : ReadModelTest
{
    [Fact]
    public async Task A_mail_arrives_once_with_its_id_and_Chinese_words_that_can_be_read()
    {
        await using var smtp = await SmtpServer.Start();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("li.lei@mail.example");
        await process.GivenReply(1);
        await process.StartSender();
        await Sent(1);
        await process.GivenReply(2);
        await Sent(2);

        await Eventually.True(() => smtp.Mails.Count == 2, "the server has told of both");
        Assert.True(smtp.Mails.TryDequeue(out var mail));
        var (id, number) = (await Database.Ask<Guid>("select id from notification where channel = 'email' order by position limit 1"), TicketNumber.Of(Rows.Id(1)));
        Assert.Equal($"<{id:D}@shop.example>", mail.MessageId);
        Assert.Equal($"{number} 有新回复", mail.Subject);
        Assert.Equal($"您的工单 {number} 有新回复，请查看。", mail.Body.Trim());
        Assert.Equal(("aftersales@shop.example", "text/plain", "utf-8"), (mail.Sender, mail.ContentType, mail.Charset));
        Assert.Equal(["li.lei@mail.example"], mail.Recipients);
        Assert.Contains("Date", mail.Headers);
        Assert.Contains("Auto-Submitted", mail.Headers);
        // Encoded on the wire: no byte that an old relay could break.
        Assert.All(mail.Raw, octet => Assert.InRange(octet, 0, 127));
    }

    [Fact]
    public async Task A_server_that_is_away_gets_the_mail_when_it_is_back()
    {
        var smtp = await SmtpServer.Start();
        await smtp.Kill();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("li.lei@mail.example");
        await process.GivenReply(1);
        await process.StartSender();
        await Eventually.True(() => Database.Ask<bool>("select attempts >= 2 from notification where channel = 'email'"), "the sender tries again");
        Assert.Equal("unreachable", await Database.Ask<string>("select error from notification where channel = 'email'"));

        await using var back = await SmtpServer.Start(smtp.Port);
        await Sent(1);
        await Eventually.True(() => back.Mails.Count == 1, "the server has told of it");
        await smtp.DisposeAsync();
    }

    [Fact]
    public async Task An_unknown_recipient_is_given_up_at_once_and_a_busy_one_is_tried_again()
    {
        await using var smtp = await SmtpServer.Start();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("refused@mail.example");
        await process.GivenReply(1);
        await process.StartSender();
        await Eventually.True(() => Database.Ask<bool>("select state = 2 from notification where channel = 'email'"), "it is given up");
        Assert.Equal("smtp-550", await Database.Ask<string>("select error from notification where channel = 'email'"));

        await process.GivenContact("later@mail.example");
        await process.GivenReply(2);
        await Eventually.True(() => Database.Ask<bool>("select max(attempts) >= 3 from notification where state = 0"), "it is tried again");
        Assert.Equal("smtp-451", await Database.Ask<string>("select error from notification where state = 0"));
        await process.GivenContact("now@mail.example");
        await Sent(1);
        Assert.Equal(1, smtp.Asked.Count(address => address.StartsWith("refused", StringComparison.Ordinal)));
        Assert.Equal(["now@mail.example"], Assert.Single(smtp.Mails).Recipients);
    }

    [Fact]
    public async Task What_has_failed_for_three_days_is_given_up()
    {
        await using var smtp = await SmtpServer.Start();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("later@mail.example");
        await process.GivenReply(1);
        await Database.Execute("update notification set first_failed_at = now() - interval '73 hours' where channel = 'email'");
        await process.StartSender();
        await Eventually.True(() => Database.Ask<bool>("select state = 2 from notification where channel = 'email'"), "it is given up");
    }

    [Fact]
    public async Task Mail_waits_for_the_end_of_quiet_hours_unless_it_is_urgent()
    {
        await using var smtp = await SmtpServer.Start();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("li.lei@mail.example", contact => contact with { QuietFrom = null, QuietTo = null });
        // 23:00 in Shanghai.
        process.Clock.Now = new DateTimeOffset(2026, 3, 4, 15, 0, 0, TimeSpan.Zero);
        await process.GivenReply(1);
        process.Projectors.Shape = (id, version) => Rows.Ticket(id, version, ticket => ticket with { Priority = TicketPriority.P1 });
        await process.GivenReply(2);
        await process.StartSender();
        await Sent(1);
        Assert.Equal(Rows.Id(2), await Database.Ask<Guid>("select ticket_id from notification where channel = 'email' and state = 1"));
        await Eventually.True(
            () => Database.Ask<bool>("select not_before = '2026-03-05T00:00:00Z' and attempts = 0 from notification where channel = 'email' and state = 0"), "the other is put off");

        process.Clock.Now = new DateTimeOffset(2026, 3, 5, 0, 0, 0, TimeSpan.Zero);
        await Sent(2);
        await Eventually.True(() => smtp.Mails.Count == 2, "the server has told of both");
    }

    [Fact]
    public async Task Nothing_is_sent_to_whom_was_erased_meanwhile()
    {
        await using var smtp = await SmtpServer.Start();
        await using var process = new NoticeProcess(Database, smtp.Port);
        await process.GivenContact("li.lei@mail.example");
        await process.GivenReply(1);
        await process.Get<IContacts>().Remove(new("c-1", RecipientSide.Customer), Cancel);
        await process.StartSender();
        await Eventually.True(() => Database.Ask<bool>("select state = 3 from notification where channel = 'email'"), "it is withdrawn");
        Assert.Empty(smtp.Asked);
    }

    /// <summary>Two processes: the second takes over what the first one had claimed and never recorded, and they never send the same one at the same time.</summary>
    [Fact]
    public async Task Two_processes_send_each_mail_once()
    {
        await using var smtp = await SmtpServer.Start();
        await using var one = new NoticeProcess(Database, smtp.Port);
        await using var two = new NoticeProcess(Database, smtp.Port);
        await one.GivenContact("li.lei@mail.example");
        for (var n = 1; n <= 12; n++)
        {
            await one.GivenReply(n);
        }

        await Task.WhenAll(one.StartSender(), two.StartSender());
        await Sent(12);
        await Eventually.True(() => smtp.Mails.Count >= 12, "the server has told of all");
        Assert.Equal(12, smtp.Mails.Select(mail => mail.MessageId).Distinct().Count());
        Assert.Equal(12, smtp.Mails.Count);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_holds_up_neither_the_follower_nor_another_channel()
    {
        await using var smtp = await SmtpServer.Start();
        var recorder = new RecordingChannel();
        await using var process = new NoticeProcess(Database, smtp.Port, also: services => services.AddSingleton<INotificationChannel>(recorder));
        var built = new AfterSales.Policies.NotificationPolicy();
        process.Policies.Use(built with { Rules = [.. built.Rules.Select(rule => rule with { Channels = [.. rule.Channels, recorder.Name] })] });
        await process.GivenContact("slow@mail.example");
        await process.GivenReply(1);
        await process.StartSender();
        await Eventually.True(() => !smtp.Asked.IsEmpty, "the mail server is asked");
        await process.GivenReply(2);
        await Eventually.True(() => recorder.Delivered.Count == 2, "the other channel delivers");
        Assert.Equal(0, await Database.Ask<long>("select count(*) from notification where channel = 'email' and state = 1"));
        await Eventually.True(() => Database.Ask<bool>("select bool_or(error = 'timeout') from notification where channel = 'email'"), "the wait for the server ends");
    }

    private Task Sent(int mails) => Eventually.True(
        () => Database.Ask<bool>($"select count(*) = {mails} from notification where channel = 'email' and state = 1 and sent_at is not null"), $"{mails} mails are recorded as sent");
}
