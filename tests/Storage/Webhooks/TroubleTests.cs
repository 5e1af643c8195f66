using System.Net;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>Receivers that are gone, slow, broken or hostile, and a process that dies.</summary>
public sealed class TroubleTests : WebhookTest
{
    [Fact]
    public async Task An_answer_410_disables_the_endpoint_and_what_waits_goes_out_when_it_is_enabled_again()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        receiver.AlwaysAnswers(HttpStatusCode.Gone);
        await GivenEvents(One, 3);
        await Follow();
        await Send();
        await Send();
        var disabled = (await Webhooks.Get(endpoint.Id, Cancel)).Value!;
        Assert.Equal((false, "gone", 2), (disabled.Enabled, disabled.DisabledReason, disabled.Version));
        Assert.Equal([1_000L], receiver.Sequences);
        Assert.All(await Deliveries(endpoint.Id), row => Assert.Equal((WebhookDeliveryStatus.Pending, 0), (row.Status, row.Attempts)));
        Assert.Equal(410, (await Deliveries(endpoint.Id)).Single(row => row.Sequence == 1_000).LastStatus);

        receiver.AlwaysAnswers(HttpStatusCode.OK);
        Assert.True((await Webhooks.Put(endpoint.Id, new WebhookDefinition(receiver.Url, null, ["ticket.*"], true), Context(2))).Succeeded);
        await Send();
        Assert.Equal([1_000L, 1_000L, 2_000L, 3_000L], receiver.Sequences);
    }

    [Fact]
    public async Task A_redirect_is_a_failure_and_is_not_followed()
    {
        var (receiver, other) = (await StartReceiver(), await StartReceiver());
        var endpoint = await GivenEndpoint(receiver.Url);
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 307;
            http.Response.Headers.Location = other.Url;
            return Task.CompletedTask;
        };
        await GivenEvents(One, 1);
        await Follow();
        await Send();
        Assert.Empty(other.All);
        Assert.Equal((WebhookDeliveryStatus.Pending, 1, 307), (await Deliveries(endpoint.Id)).Select(row => (row.Status, row.Attempts, row.LastStatus!.Value)).Single());
    }

    [Fact]
    public async Task An_endpoint_that_hangs_delays_no_other_and_its_attempt_ends_by_itself()
    {
        await using var process = StartProcess(options => options.TimeoutSeconds = 1);
        var (slow, quick) = (await StartReceiver(), await StartReceiver());
        var (hanging, arrived) = (new TaskCompletionSource<bool>(), new TaskCompletionSource<bool>());
        var hangs = await GivenEndpoint(slow.Url);
        await GivenEndpoint(quick.Url);
        slow.Answer = (_, _) => hanging.Task;
        quick.Answer = (received, _) =>
        {
            // The other one has its request and gives no answer.
            if (received is { Sequence: 30_000 } && slow.All.Count > 0)
            {
                arrived.TrySetResult(true);
            }

            return Task.CompletedTask;
        };
        await GivenEvents(One, 30);
        await GivenEvents(Two, 1);
        await Follow();
        var sending = Send(process);
        await Eventually.Of(arrived.Task, "the quick endpoint has everything while the slow one hangs");
        await sending;
        hanging.SetResult(true);
        Assert.Equal(31, quick.All.Count);
        Assert.Equal(
            [(1_000L, 1, "timeout"), (1_000L, 1, "timeout")],
            (await Deliveries(hangs.Id)).Where(row => row.Attempts > 0).Select(row => (row.Sequence, row.Attempts, row.LastError)));
    }

    [Fact]
    public async Task An_endpoint_that_fails_again_and_again_is_spared_and_tried_with_one_probe_at_a_time()
    {
        await using var process = StartProcess(options => (options.CircuitFailures, options.Concurrency) = (3, 1));
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        receiver.AlwaysAnswers(HttpStatusCode.InternalServerError);
        for (var ticket = 0; ticket < 6; ticket++)
        {
            await GivenEvents(Rows.Id(ticket + 1), 1);
        }

        await Follow();
        await Send(process);
        await Send(process);
        Assert.Equal(3, receiver.All.Count);
        var view = (await Webhooks.Get(endpoint.Id, Cancel)).Value!;
        Assert.Equal(("open", Time.GetUtcNow().AddSeconds(30)), (view.Circuit, view.CircuitOpenUntil));
        Assert.Equal(3, (await Deliveries(endpoint.Id)).Count(row => row.Attempts == 0));

        Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("half-open", (await Webhooks.Get(endpoint.Id, Cancel)).Value!.Circuit);
        await Send(process);
        Assert.Equal(4, receiver.All.Count);
        Time.Advance(TimeSpan.FromSeconds(59));
        await Send(process);
        Assert.Equal(4, receiver.All.Count);

        // Another process goes on where this one was.
        receiver.AlwaysAnswers(HttpStatusCode.OK);
        Time.Advance(TimeSpan.FromSeconds(241));
        await Send();
        Assert.Equal("closed", (await Webhooks.Get(endpoint.Id, Cancel)).Value!.Circuit);
        Assert.All(await Deliveries(endpoint.Id), row => Assert.Equal(WebhookDeliveryStatus.Delivered, row.Status));
    }

    [Fact]
    public async Task A_receiver_that_asks_for_patience_gets_it()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        receiver.Answer = (_, http) =>
        {
            http.Response.StatusCode = 429;
            http.Response.Headers.RetryAfter = "120";
            return Task.CompletedTask;
        };
        await GivenEvents(One, 1);
        await Follow();
        await Send();
        Assert.Equal(Time.GetUtcNow().AddSeconds(120), (await Deliveries(endpoint.Id)).Single().NextAttempt);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("8.8.8.8,127.0.0.1")]
    [InlineData("127.0.0.1,8.8.8.8")]
    public async Task A_name_that_leads_to_an_address_of_the_own_network_is_not_called(string addresses)
    {
        await using var process = StartProcess(options => options.AllowPrivateAddresses = false, new Names(addresses));
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint($"http://shop.example.com:{receiver.Port}/");
        await GivenEvents(One, 1);
        await Follow();
        await Send(process);
        Assert.Empty(receiver.All);
        Assert.Equal((1, "address-refused"), (await Deliveries(endpoint.Id)).Select(row => (row.Attempts, row.LastError)).Single());
    }

    [Fact]
    public async Task A_name_is_looked_up_once_and_the_address_that_was_checked_is_the_one_that_is_called()
    {
        // A second look-up would be answered with nothing.
        var names = new Names("127.0.0.1");
        await using var process = StartProcess(hosts: names);
        var receiver = await StartReceiver();
        await GivenEndpoint($"http://shop.example.com:{receiver.Port}/");
        await GivenEvents(One, 1);
        await Follow();
        await Send(process);
        Assert.Equal((1, 1), (receiver.All.Count, names.LookUps));
    }

    [Fact]
    public async Task A_server_that_nobody_listens_on_is_a_failure_like_any_other()
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await GivenEvents(One, 1);
        await Follow();
        await Send();
        Assert.Equal((1, "connection"), (await Deliveries(endpoint.Id)).Select(row => (row.Attempts, row.LastError)).Single());
    }

    [Fact]
    public async Task Who_dies_between_delivery_and_record_leaves_it_to_another_who_sends_the_same_id()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        var (reached, never) = (new TaskCompletionSource<bool>(), new TaskCompletionSource<bool>());
        receiver.Answer = (_, _) =>
        {
            // The first answer is never seen by who asked: to the database he is dead.
            reached.TrySetResult(true);
            return receiver.All.Count == 1 ? never.Task : Task.CompletedTask;
        };
        await GivenEvents(One, 2);
        await Follow();
        var dying = Send();
        await Eventually.Of(reached.Task, "the first process has delivered");
        await Database.Execute("update follower_cursor set lease_until = now() - interval '1 second' where name = 'webhook-sender'");

        // An attempt that was claimed is left alone until it must be over.
        await using var other = StartProcess();
        await Send(other, "other");
        Assert.Single(receiver.All);
        Time.Advance(TimeSpan.FromSeconds(15));
        await Send(other, "other");
        Assert.Equal([1_000L, 1_000L, 2_000L], receiver.Sequences);
        Assert.Equal(receiver.All[0].Id, receiver.All[1].Id);

        // He was only slow: what he says now changes nothing, and he sends nothing more.
        never.SetResult(true);
        await dying;
        Assert.All(await Deliveries(endpoint.Id), row => Assert.Equal((WebhookDeliveryStatus.Delivered, 1), (row.Status, row.Attempts)));
        Assert.Equal(3, receiver.All.Count);
    }

    private sealed class Names(string addresses) : IHostAddresses
    {
        private int _lookUps;

        public int LookUps => _lookUps;

        public Task<IPAddress[]> Find(string host, CancellationToken cancellationToken) => Task.FromResult(
            Interlocked.Increment(ref _lookUps) == 1 ? Array.ConvertAll(addresses.Split(','), IPAddress.Parse) : []);
    }
}
