using AfterSales.Notifications;
using AfterSales.Webhooks;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

public sealed class WebhookChannelRuleTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Theory]
    [InlineData(200, DeliveryKind.Sent)]
    [InlineData(204, DeliveryKind.Sent)]
    [InlineData(301, DeliveryKind.Retry)]
    [InlineData(400, DeliveryKind.Dead)]
    [InlineData(404, DeliveryKind.Dead)]
    [InlineData(408, DeliveryKind.Retry)]
    [InlineData(410, DeliveryKind.Dead)]
    [InlineData(425, DeliveryKind.Retry)]
    [InlineData(429, DeliveryKind.Away)]
    [InlineData(500, DeliveryKind.Retry)]
    [InlineData(503, DeliveryKind.Away)]
    internal void An_answer_means(int status, DeliveryKind kind) => Assert.Equal(kind, WebhookChannel.Judge(new Attempt(status)).Kind);

    [Fact]
    public void No_answer_is_one_of_the_whole_other_side() =>
        Assert.Equal(AfterSales.Notifications.Delivery.Away("timeout"), WebhookChannel.Judge(new Attempt(null, AttemptErrors.Timeout)));

    [Theory]
    [InlineData("https://chat.example/hook", Secret, 0)]
    [InlineData("http://chat.example/hook", Secret, 1)]
    [InlineData("https://10.0.0.1/hook", Secret, 1)]
    [InlineData("https://chat.example/hook", null, 1)]
    [InlineData("https://chat.example/hook", "whsec_", 1)]
    [InlineData("https://chat.example/hook", "whsec_c2hvcnQ=", 1)]
    [InlineData("https://chat.example/hook", "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", 1)]
    [InlineData("http://localhost/hook", "nonsense", 3)]
    [InlineData("", "nonsense", 0)]
    [InlineData(null, null, 0)]
    public void A_place_to_send_to_is_checked_all_at_once_and_only_when_there_is_one(string? url, string? secret, int faults)
    {
        var validator = new NotificationWebhookOptionsValidator(Options.Create(new WebhookOptions()));
        var result = validator.Validate(null, new NotificationWebhookOptions { Url = url, Secret = secret });
        Assert.Equal(faults, result.Failures?.Count() ?? 0);
        Assert.DoesNotContain("MDEy", result.FailureMessage ?? "", StringComparison.Ordinal);
    }
}
