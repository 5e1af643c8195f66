using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.Tests.LoadTests.Systems;

public sealed class WebhookReceiverTests : IAsyncLifetime
{
    private static readonly byte[] Key = RandomNumberGenerator.GetBytes(32);
    private static readonly Guid Ticket = Guid.NewGuid();

    private readonly string _record = Path.GetTempFileName();
    private readonly HttpClient _http = new();
    private WebhookReceiver _receiver = null!;

    public async ValueTask InitializeAsync()
    {
        _receiver = await WebhookReceiver.Start(_record);
        _receiver.Trust("whsec_" + Convert.ToBase64String(Key));
    }

    public async ValueTask DisposeAsync()
    {
        await _receiver.DisposeAsync();
        _http.Dispose();
        File.Delete(_record);
    }

    [Fact]
    public async Task What_was_answered_is_on_the_disk_before_the_answer()
    {
        foreach (var n in Enumerable.Range(1, 50))
        {
            Assert.Equal(HttpStatusCode.NoContent, await Send($"msg_{n}", Body(n * 1_000, n == 1 ? null : (n - 1) * 1_000)));
            var last = Received()[^1];
            Assert.Equal(($"msg_{n}", "ticket.opened", Ticket, n * 1_000, true), (last.Id, last.Type, last.Ticket, last.Sequence, last.SignatureValid));
            Assert.Equal(n == 1 ? null : (n - 1) * 1_000, last.PreviousSequence);
        }

        Assert.Equal(50, Received().Count);
    }

    [Fact]
    public async Task A_body_or_a_time_that_was_not_signed_and_a_time_long_ago_are_seen()
    {
        await Send("a", Body(1), signed: Body(2));
        await Send("b", Body(1), DateTimeOffset.UtcNow.AddMinutes(-6));
        await Send("c", Body(1), key: RandomNumberGenerator.GetBytes(32));

        Assert.Equal([false, false, false], Received().Select(webhook => webhook.SignatureValid));
    }

    [Fact]
    public void After_a_rotation_one_of_several_signatures_is_enough()
    {
        var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signatures = $"v1,{Convert.ToBase64String(new byte[32])} {Sign(Key, $"x.{at}.{Body(1)}")}";

        var verifier = new WebhookVerifier("whsec_" + Convert.ToBase64String(Key));

        Assert.True(verifier.IsValid("x", at, signatures, Encoding.UTF8.GetBytes(Body(1)), DateTimeOffset.UtcNow));
    }

    [Fact]
    public async Task A_hanging_receiver_accepts_and_never_answers_until_it_comes_back()
    {
        _receiver.Manner = ReceiverManner.Hangs;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Send("late", Body(1), patience: patience.Token));
        Assert.Empty(Received());

        _receiver.Manner = ReceiverManner.Answers;
        Assert.Equal(HttpStatusCode.NoContent, await Send("late", Body(1)));
        Assert.Single(Received());
    }

    [Fact]
    public async Task A_receiver_with_a_hanging_request_can_be_closed()
    {
        _receiver.Manner = ReceiverManner.Hangs;
        var hanging = Send("never", Body(1));
        await Eventually.Holds(() => _receiver.Held == 1, "the request is held");

        await _receiver.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hanging.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
    }

    private List<ReceivedWebhook> Received() =>
        [.. File.ReadLines(_record).Select(line => JsonSerializer.Deserialize(line, ReceivedJson.Default.ReceivedWebhook)!)];

    private static string Body(long sequence, long? previous = null)
    {
        var before = previous?.ToString(CultureInfo.InvariantCulture) ?? "null";
        return $$$"""{"type":"ticket.opened","timestamp":"2026-01-02T03:04:05Z","data":{"ticketId":"{{{Ticket}}}","sequence":{{{sequence}}},"previousSequence":{{{before}}}}}""";
    }

    private static string Sign(byte[] key, string text) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private async Task<HttpStatusCode> Send(
        string id, string body, DateTimeOffset? at = null, string? signed = null, byte[]? key = null, CancellationToken? patience = null)
    {
        var timestamp = (at ?? DateTimeOffset.UtcNow).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        using var request = new HttpRequestMessage(HttpMethod.Post, _receiver.Address) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("webhook-id", id);
        request.Headers.Add("webhook-timestamp", timestamp);
        request.Headers.Add("webhook-signature", Sign(key ?? Key, $"{id}.{timestamp}.{signed ?? body}"));
        using var answer = await _http.SendAsync(request, patience ?? TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
