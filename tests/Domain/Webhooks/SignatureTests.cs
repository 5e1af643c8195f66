using System.Text;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Domain.Webhooks;

/// <summary>Against the vector that the libraries of Standard Webhooks test themselves with; computed anew with another implementation of HMAC.</summary>
public sealed class SignatureTests
{
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Body = """{"test": 2432232314}""";

    private static readonly byte[] Key = Convert.FromBase64String("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly DateTimeOffset At = DateTimeOffset.FromUnixTimeSeconds(1_614_265_330);

    [Fact]
    public void The_known_message_has_the_known_signature() =>
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookSignature.Of(Id, At, Encoding.UTF8.GetBytes(Body), [Key]));

    [Fact]
    public void While_two_keys_are_valid_both_sign_with_a_blank_between_them()
    {
        var other = Enumerable.Repeat((byte)7, 32).ToArray();
        var signatures = WebhookSignature.Of(Id, At, Encoding.UTF8.GetBytes(Body), [other, Key]).Split(' ');
        Assert.Equal(2, signatures.Length);
        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signatures[1]);
        Assert.NotEqual(signatures[0], signatures[1]);
    }

    [Theory]
    [InlineData("msg_other", 0, Body)]
    [InlineData(Id, 1, Body)]
    [InlineData(Id, 0, """{"test": 2432232315}""")]
    public void Id_time_and_body_are_all_signed(string id, int later, string body) => Assert.NotEqual(
        WebhookSignature.Of(Id, At, Encoding.UTF8.GetBytes(Body), [Key]),
        WebhookSignature.Of(id, At.AddSeconds(later), Encoding.UTF8.GetBytes(body), [Key]));

    [Fact]
    public void A_secret_is_named_as_the_specification_wants_and_never_the_same_twice()
    {
        var (one, two) = (WebhookSecrets.New(), WebhookSecrets.New());
        Assert.NotEqual(one, two);
        Assert.InRange(one.Length, 24, 64);
        Assert.Equal(one, Convert.FromBase64String(WebhookSecrets.ToText(one)["whsec_".Length..]));
    }

    [Fact]
    public void The_id_of_a_delivery_depends_on_endpoint_case_and_sequence_and_on_nothing_else()
    {
        var (endpoint, ticket) = (Guid.Parse("0190c5a0-0000-8000-8000-000000000001"), Guid.Parse("0190c5a0-0000-8000-8000-000000000002"));
        Assert.Equal("msg_", WebhookIds.Of(endpoint, ticket, 1_000)[..4]);
        Assert.Equal(WebhookIds.Of(endpoint, ticket, 1_000), WebhookIds.Of(endpoint, ticket, 1_000));
        Assert.Equal(4, new[] { WebhookIds.Of(endpoint, ticket, 1_000), WebhookIds.Of(endpoint, ticket, 1_001), WebhookIds.Of(ticket, endpoint, 1_000), WebhookIds.Of(ticket, ticket, 1_000) }.Distinct().Count());
    }
}
