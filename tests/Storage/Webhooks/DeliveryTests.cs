using System.Net;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>From the outbox to a real HTTP server.</summary>
public sealed class DeliveryTests : WebhookTest
{
    [Fact]
    public async Task Events_of_a_case_arrive_once_in_order_signed_and_with_the_time_of_the_attempt()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url + "/hooks");
        await GivenEvents(One, 20);
        await Follow();
        await Send();
        await Send();
        Assert.Equal(Enumerable.Range(1, 20).Select(version => version * 1_000L), receiver.Sequences);
        Assert.Equal(receiver.Sequences.SkipLast(1).Select(sequence => (long?)sequence).Prepend(null), receiver.All.Select(received => received.Previous));
        Assert.All(receiver.All, received =>
        {
            Assert.Equal(("/hooks", Time.GetUtcNow().ToUnixTimeSeconds().ToString()), (received.Path, received.Timestamp));
            Assert.True(received.IsSignedWith(endpoint.Secret));
            Assert.Equal(WebhookIds.Of(endpoint.Id, One, received.Sequence), received.Id);
        });
        Assert.All(await Deliveries(endpoint.Id), row => Assert.Equal((WebhookDeliveryStatus.Delivered, 1, 200, null), (row.Status, row.Attempts, row.LastStatus, row.NextAttempt)));
        Assert.Equal(0, await Database.Ask<long>("select count(*) from webhook_track where head is not null"));
    }

    [Fact]
    public async Task A_case_that_is_refused_waits_by_the_schedule_while_others_go_on_and_then_continues_in_order()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        var refusing = true;
        receiver.Answer = (received, http) =>
        {
            http.Response.StatusCode = received.Ticket == One && refusing ? 500 : 204;
            return Task.CompletedTask;
        };
        await GivenEvents(One, 3);
        await GivenEvents(Two, 3);
        await Follow();
        await Send();
        Assert.Equal([1_000L], Of(receiver, One));
        Assert.Equal([1_000L, 2_000L, 3_000L], Of(receiver, Two));
        var waits = (await Deliveries(endpoint.Id, WebhookDeliveryStatus.Pending)).Single(row => row.Sequence == 1_000);
        Assert.Equal((1, 500, Time.GetUtcNow().AddSeconds(5)), (waits.Attempts, waits.LastStatus, waits.NextAttempt));

        Time.Advance(TimeSpan.FromSeconds(4.9));
        await Send();
        Assert.Equal([1_000L], Of(receiver, One));
        Time.Advance(TimeSpan.FromSeconds(0.1));
        await Send();
        Assert.Equal([1_000L, 1_000L], Of(receiver, One));
        Time.Advance(TimeSpan.FromSeconds(299));
        await Send();
        Assert.Equal(2, Of(receiver, One).Length);

        refusing = false;
        Time.Advance(TimeSpan.FromSeconds(1));
        await Send();
        Assert.Equal([1_000L, 1_000L, 1_000L, 2_000L, 3_000L], Of(receiver, One));
        Assert.Single(receiver.All.Where(received => received.Ticket == One && received.Sequence == 1_000).Select(received => received.Id).Distinct());
    }

    [Fact]
    public async Task After_its_last_attempt_an_event_is_dead_and_listed_and_the_case_goes_on_with_the_next()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        receiver.Answer = (received, http) =>
        {
            http.Response.StatusCode = received.Sequence == 1_000 ? 400 : 200;
            return Task.CompletedTask;
        };
        await GivenEvents(One, 2);
        await Follow();
        foreach (var delay in new[] { 0, 5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000 })
        {
            Time.Advance(TimeSpan.FromSeconds(delay));
            await Send();
        }

        Assert.Equal(Enumerable.Repeat(1_000L, 9), receiver.Sequences);
        // Ten failures in a row: the endpoint is spared for half a minute, too.
        Time.Advance(TimeSpan.FromHours(24));
        await Send();
        Time.Advance(TimeSpan.FromSeconds(30));
        await Send();
        Assert.Equal([.. Enumerable.Repeat(1_000L, 10), 2_000L], receiver.Sequences);
        Assert.Equal((1_000L, 10, 400), (await Deliveries(endpoint.Id, WebhookDeliveryStatus.Dead)).Select(row => (row.Sequence, row.Attempts, row.LastStatus!.Value)).Single());
        Time.Advance(TimeSpan.FromDays(7));
        await Send();
        Assert.Equal(11, receiver.All.Count);
    }

    [Fact]
    public async Task A_replay_sends_again_in_order_with_the_same_ids_and_sequences()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        await GivenEvents(One, 4);
        await GivenEvents(Two, 2);
        await Follow();
        await Send();
        var first = receiver.All;

        var replayed = await Webhooks.Replay(endpoint.Id, new WebhookReplay(One, 2_000, null), Cancel);
        Assert.Equal(new WebhookReplayed(3, true), replayed.Value);
        // A new event meanwhile comes after them.
        await Append(One, 5, new Replied { By = Roles.Agent });
        await Follow();
        await Send();
        Assert.Equal([1_000L, 2_000L, 3_000L, 4_000L, 2_000L, 3_000L, 4_000L, 5_000L], Of(receiver, One));
        Assert.Equal(
            first.Where(received => received.Ticket == One && received.Sequence >= 2_000).Select(received => (received.Id, received.Body)),
            receiver.All.Skip(first.Count).SkipLast(1).Select(received => (received.Id, received.Body)));

        Assert.Equal(new WebhookReplayed(7, true), (await Webhooks.Replay(endpoint.Id, new WebhookReplay(null, null, Time.GetUtcNow().AddMinutes(-1)), Cancel)).Value);
        Assert.Equal(new WebhookReplayed(0, true), (await Webhooks.Replay(endpoint.Id, new WebhookReplay(null, null, Time.GetUtcNow().AddMinutes(1)), Cancel)).Value);
        await Send();
        Assert.Equal([1_000L, 2_000L, 3_000L, 4_000L, 5_000L], Of(receiver, One)[^5..]);
    }

    [Fact]
    public async Task While_two_secrets_are_valid_both_sign_and_after_a_day_only_the_new_one()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        var rotated = (await Webhooks.Rotate(endpoint.Id, Context(1))).Value!;
        Assert.Equal((2, Time.GetUtcNow().AddHours(24)), (rotated.Endpoint.Version, rotated.Endpoint.OldSecretUntil));
        await GivenEvents(One, 2);
        await Follow();
        await Send();
        Assert.All(receiver.All, received => Assert.True(received.IsSignedWith(endpoint.Secret) && received.IsSignedWith(rotated.Secret!)));

        Time.Advance(TimeSpan.FromHours(24));
        await Append(One, 3, new Replied { By = Roles.Agent });
        await Follow();
        await Send();
        Assert.False(receiver.All[^1].IsSignedWith(endpoint.Secret));
        Assert.True(receiver.All[^1].IsSignedWith(rotated.Secret!));
        Assert.Null((await Webhooks.Get(endpoint.Id, Cancel)).Value!.OldSecretUntil);
    }

    [Fact]
    public async Task What_is_over_for_long_is_cleared_away_and_a_removed_endpoint_goes_with_all_it_had()
    {
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        await GivenEvents(One, 3);
        await Follow();
        await Send();
        Time.Advance(TimeSpan.FromDays(29));
        await Append(One, 4, new Replied { By = Roles.Agent });
        await Follow();
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal(4, (await Deliveries(endpoint.Id)).Length);
        Time.Advance(TimeSpan.FromDays(1.1));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal([4_000L], (await Deliveries(endpoint.Id)).Select(row => row.Sequence));

        Assert.True((await Webhooks.Remove(endpoint.Id, Context())).Succeeded);
        Time.Advance(TimeSpan.FromDays(1.1));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal(0, await Database.Ask<long>("select (select count(*) from webhook_delivery) + (select count(*) from webhook_track) + (select count(*) from webhook_endpoint)"));
        await Send();
        Assert.Equal(3, receiver.All.Count);
    }

    private static long[] Of(Receiver receiver, Guid ticket) => [.. receiver.All.Where(received => received.Ticket == ticket).Select(received => received.Sequence)];
}
