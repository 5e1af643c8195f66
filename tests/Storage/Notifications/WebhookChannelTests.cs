using System.Net;
using System.Text.Json;
using AfterSales.Notifications;
using AfterSales.Policies;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tests.Storage.Webhooks;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AfterSales.Tests.Storage.Notifications;

/// <summary>Notifications to the one URL of the shop.</summary>
public sealed class WebhookChannelTests : ReadModelTest
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Fact]
    public async Task A_signed_message_says_who_is_told_what_in_his_words_under_the_id_of_the_notification()
    {
        await using var receiver = await Receiver.Start();
        await using var process = Process(receiver.Url);
        await process.GivenReply(1);
        await process.StartSender();
        await State(1);
        var got = Assert.Single(receiver.All);
        var id = await Database.Ask<Guid>("select id from notification where channel = 'webhook'");
        Assert.True(got.IsSignedWith(Secret));
        Assert.Equal((id.ToString("D"), "notification.replied"), (got.Id, got.Type));
        var number = TicketNumber.Of(Rows.Id(1));
        Assert.Equal(
            $$"""{"id":"{{id:D}}","event":"replied","recipient":"c-1","side":"customer","title":"{{number}} 有新回复","body":"您的工单 {{number}} 有新回复，请查看。","ticketId":"{{Rows.Id(1):D}}","number":"{{number}}","urgent":false,"language":"zh-CN"}""",
            got.Data.GetRawText());
        using var body = JsonDocument.Parse(got.Body);
        Assert.Equal(process.Clock.Now, body.RootElement.GetProperty("timestamp").GetDateTimeOffset());
    }

    [Fact]
    public async Task The_contact_gives_the_language_and_what_was_muted_and_it_needs_no_address()
    {
        await using var receiver = await Receiver.Start();
        await using var process = Process(receiver.Url);
        await process.Get<IContacts>().Put(new Contact("c-1", RecipientSide.Customer) { Language = "en" }, Cancel);
        await process.GivenReply(1);
        await process.StartSender();
        await State(1);
        Assert.Equal("en", Assert.Single(receiver.All).Data.GetProperty("language").GetString());
        await process.Get<IContacts>().Put(new Contact("c-1", RecipientSide.Customer) { Muted = ["replied"] }, Cancel);
        await process.GivenReply(2);
        Assert.Equal(1, await Database.Ask<long>("select count(*) from notification"));
    }

    [Theory]
    [InlineData(410)]
    [InlineData(400)]
    public async Task Refused_for_good_it_is_given_up_at_once(int status)
    {
        await using var receiver = await Receiver.Start();
        receiver.AlwaysAnswers((HttpStatusCode)status);
        await using var process = Process(receiver.Url);
        await process.GivenReply(1);
        await process.StartSender();
        await State(2);
        Assert.Equal($"http-{status}", await Database.Ask<string>("select error from notification"));
        Assert.Single(receiver.All);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(302)]
    public async Task Refused_for_the_moment_it_comes_again_under_the_same_id_and_no_redirect_is_followed(int status)
    {
        await using var receiver = await Receiver.Start();
        receiver.Answer = (_, http) =>
        {
            http.Response.Headers.Location = $"{receiver.Url}/elsewhere";
            http.Response.StatusCode = receiver.All.Count < 3 ? status : 204;
            return Task.CompletedTask;
        };
        await using var process = Process(receiver.Url);
        await process.GivenReply(1);
        await process.StartSender();
        await State(1);
        Assert.Equal(3, receiver.All.Count);
        Assert.Single(receiver.All.Select(got => got.Id).Distinct());
        Assert.All(receiver.All, got => Assert.Equal("/", got.Path));
    }

    [Fact]
    public async Task A_name_that_leads_into_the_own_network_is_not_called()
    {
        await using var receiver = await Receiver.Start();
        await using var process = Process($"http://chat.example:{receiver.Port}/", allowPrivate: false, also: services => services.AddSingleton<IHostAddresses>(new Inside()));
        await process.GivenReply(1);
        await process.StartSender();
        await Eventually.True(() => Database.Ask<bool>("select error = 'address-refused' and state = 0 from notification"), "it is refused");
        Assert.Empty(receiver.All);
    }

    [Fact]
    public async Task Without_a_url_there_is_no_such_channel()
    {
        await using var process = Process("");
        await process.GivenReply(1);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from notification"));
    }

    private NoticeProcess Process(string url, bool allowPrivate = true, Action<IServiceCollection>? also = null)
    {
        var process = new NoticeProcess(Database, hook: (url, Secret), also: services =>
        {
            services.Configure<WebhookOptions>(options => (options.AllowInsecure, options.AllowPrivateAddresses) = (true, allowPrivate));
            also?.Invoke(services);
        });
        var rule = new NotificationRule { Event = "replied", To = [NotificationAudience.Customer], Channels = [WebhookChannel.ChannelName] };
        process.Policies.Use(new NotificationPolicy { Rules = [rule] });
        return process;
    }

    private Task State(int state) =>
        Eventually.True(() => Database.Ask<bool>($"select state = {state} from notification where channel = 'webhook'"), $"its state is {state}");

    private sealed class Inside : IHostAddresses
    {
        public Task<IPAddress[]> Find(string host, CancellationToken cancellationToken) => Task.FromResult<IPAddress[]>([IPAddress.Loopback]);
    }
}
