using AfterSales.Notifications;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

public sealed class ContactRuleTests
{
    [Theory]
    [InlineData("li.lei@mail.example")]
    [InlineData("a+b_c@x-y.mail.example")]
    [InlineData("o'neil@mail.example")]
    public void An_address_is_accepted(string address) => Assert.True(ContactRules.IsAddress(address));

    [Theory]
    [InlineData("")]
    [InlineData("li.lei")]
    [InlineData("@mail.example")]
    [InlineData("a@localhost")]
    [InlineData("a@b@mail.example")]
    [InlineData("a@-x.example")]
    [InlineData("a@mail..example")]
    [InlineData("a@mail.example.")]
    [InlineData("Li Lei <a@mail.example>")]
    [InlineData("a@mail.example,b@mail.example")]
    [InlineData("a@mail.example\r\nBcc: b@mail.example")]
    [InlineData("a b@mail.example")]
    [InlineData("李雷@mail.example")]
    [InlineData("a@[127.0.0.1]")]
    public void What_is_no_bare_address_is_refused(string address) => Assert.False(ContactRules.IsAddress(address));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var contact = new Contact("c-1", RecipientSide.Customer) { Email = "nobody", Language = "fr", Zone = "Mars/Base", QuietFrom = "25:00", Muted = ["replied", "nothing"] };
        Assert.Equal(["/email", "/language", "/zone", "/quietFrom", "/quietTo", "/muted/1"], ContactRules.Check(contact).Select(error => error.Pointer));
    }

    [Fact]
    public void An_empty_contact_is_one() => Assert.Empty(ContactRules.Check(new Contact("c-1", RecipientSide.Customer)));

    [Fact]
    public void A_mail_server_is_checked_all_at_once_and_only_when_there_is_one()
    {
        var faulty = new MailOptions { Host = "mail.example", Port = 0, From = "nobody", Password = "x", TimeoutSeconds = 301 };
        var faults = new MailOptionsValidator().Validate(null, faulty).Failures;
        Assert.Equal(["Mail:Port", "Mail:TimeoutSeconds", "Mail:From", "Mail:Password", "Mail:Password"], faults!.Select(fault => fault.Split(' ')[0]));
        faulty.Host = null;
        Assert.True(new MailOptionsValidator().Validate(null, faulty).Succeeded);
        Assert.True(new MailOptionsValidator().Validate(null, new MailOptions { Host = "mail.example", From = "售后 <a@shop.example>" }).Succeeded);
        Assert.False(new MailOptionsValidator().Validate(null, new MailOptions { Host = "mail.example", From = "a@shop.example\r\nBcc: b@shop.example" }).Succeeded);
    }

    [Theory]
    [InlineData("mail.example", false, false)]
    [InlineData("10.0.0.5", false, false)]
    [InlineData("mail.example", true, true)]
    [InlineData("localhost", false, true)]
    [InlineData("127.0.0.1", false, true)]
    [InlineData("::1", false, true)]
    public void A_password_does_not_cross_the_network_in_clear_text(string host, bool ssl, bool accepted) => Assert.Equal(
        accepted,
        new MailOptionsValidator().Validate(null, new MailOptions { Host = host, EnableSsl = ssl, From = "a@shop.example", UserName = "u", Password = "p" }).Succeeded);

    [Theory]
    [InlineData(0, 0.5, 30)]
    [InlineData(0, 0.0, 24)]
    [InlineData(0, 1.0, 36)]
    [InlineData(3, 0.5, 240)]
    [InlineData(60, 0.5, 14_400)]
    public void Pauses_double_to_a_limit_and_scatter_by_a_fifth(int failures, double random, int seconds) =>
        Assert.Equal(seconds, BackOff.Pause(failures, TimeSpan.FromSeconds(30), TimeSpan.FromHours(4), random).TotalSeconds, 3);
}
