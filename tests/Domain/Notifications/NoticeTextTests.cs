using System.Collections.Immutable;
using System.Globalization;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tickets;
using NodaTime;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

public sealed class NoticeTextTests
{
    private static readonly DateTimeZone Shanghai = QuietHours.ZoneOf("Asia/Shanghai")!;

    [Fact]
    public void A_text_is_in_the_readers_language_with_labels_local_times_and_amounts()
    {
        var policy = Policy("{kind} {step} {stage} {priority} {due} {amount} {number}");
        var content = Content(new Dictionary<string, string>
        {
            ["kind"] = "ReturnRefund", ["step"] = "AwaitingRefund", ["priority"] = "P1", ["due"] = "2026-03-04T05:06:07.0000000+00:00", ["amount"] = "1999 CNY",
        });
        var number = TicketNumber.Of(Noticed.Ticket);
        Assert.Equal($"退货退款 待退款 处理中 紧急 2026-03-04 13:06 19.99 CNY {number}", NoticeTemplates.Render(content, policy, "zh-CN", Shanghai).Body);
        Assert.Equal(
            $"Return and refund Awaiting refund Processing Urgent 2026-03-04 05:06 19.99 CNY {number}", NoticeTemplates.Render(content, policy, "en", DateTimeZone.Utc).Body);
    }

    [Theory]
    [InlineData("500 JPY", "500 JPY")]
    [InlineData("5 CNY", "0.05 CNY")]
    [InlineData("damaged", "damaged")]
    public void Amounts_are_shown_in_the_units_of_their_currency(string stored, string shown) =>
        Assert.Equal(shown, NoticeTemplates.Render(Content(new Dictionary<string, string> { ["amount"] = stored }), Policy("{amount}"), "en", DateTimeZone.Utc).Body);

    [Fact]
    public void Amounts_are_written_the_same_whatever_the_culture_of_the_process()
    {
        var before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (other.NumberFormat.NumberDecimalSeparator, other.NumberFormat.NegativeSign) = (",", "~");
        CultureInfo.CurrentCulture = other;
        try
        {
            var values = NoticeValues.Of(new Refunded(new Money(-1_999, "CNY"), "p-1"));
            Assert.Equal("-1999 CNY", values["amount"]);
            Assert.Equal("-19.99 CNY", NoticeTemplates.Render(Content(new Dictionary<string, string>(values)), Policy("{amount}"), "en", DateTimeZone.Utc).Body);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_value_that_looks_like_a_placeholder_is_not_filled_again() =>
        Assert.Equal("{number}", NoticeTemplates.Render(Content(new Dictionary<string, string> { ["carrier"] = "{number}" }), Policy("{carrier}"), "en", DateTimeZone.Utc).Body);

    [Fact]
    public void What_an_event_does_not_tell_is_left_out() =>
        Assert.Equal("By", NoticeTemplates.Render(Content([]), Policy("By {carrier}"), "en", DateTimeZone.Utc).Body);

    [Fact]
    public void A_template_that_is_gone_is_replaced_by_the_built_in_one_and_without_one_by_the_name_of_the_event()
    {
        var bare = new NotificationPolicy { Templates = ImmutableDictionary<string, NotificationTemplate>.Empty };
        Assert.StartsWith("New answer", NoticeTemplates.Render(Content([]), bare, "en", DateTimeZone.Utc).Title, StringComparison.Ordinal);
        Assert.Equal(new NoticeText("tag-added", "tag-added"), NoticeTemplates.Render(Content([]) with { Event = "tag-added", Template = "gone" }, bare, "en", DateTimeZone.Utc));
    }

    [Fact]
    public void Every_built_in_text_is_filled_in_both_languages_without_a_rest()
    {
        var values = NoticeValues.Names.ToDictionary(name => name, _ => "x");
        foreach (var (name, _) in NotificationDefaults.Templates)
        {
            foreach (var language in NoticeLanguages.All)
            {
                var text = NoticeTemplates.Render(Content(values) with { Event = name, Template = name }, new NotificationPolicy(), language, Shanghai);
                Assert.DoesNotContain('{', text.Title + text.Body);
            }
        }
    }

    [Fact]
    public void A_mail_has_no_second_header_whatever_a_value_holds()
    {
        using var mail = MailText.Compose(Noticed.Ticket, new NoticeText("您好\r\nBcc: x@y.example\u2028!", "正文"), new System.Net.Mail.MailAddress("a@shop.example"), "c@mail.example");
        Assert.Equal("您好  Bcc: x@y.example !", mail.Subject);
        Assert.Empty(mail.Bcc);
        Assert.Equal($"<{Noticed.Ticket:D}@shop.example>", mail.Headers["Message-ID"]);
    }

    private static NoticeContent Content(Dictionary<string, string> values) => new(Noticed.Ticket, "replied", "replied", values.ToImmutableDictionary());

    private static NotificationPolicy Policy(string body)
    {
        var both = ImmutableDictionary<string, string>.Empty.Add("zh-CN", body).Add("en", body);
        return new NotificationPolicy { Templates = ImmutableDictionary<string, NotificationTemplate>.Empty.Add("replied", new NotificationTemplate { Title = both, Body = both }) };
    }
}
