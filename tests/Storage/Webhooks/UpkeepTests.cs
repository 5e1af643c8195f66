using System.Net;
using AfterSales.Tests.Storage.ReadModel;
using AfterSales.Webhooks;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>What nobody takes ends, what is over goes, and neither holds up the sending.</summary>
public sealed class UpkeepTests : WebhookTest
{
    private const string Url = "http://127.0.0.1:1/hooks";

    [Fact]
    public async Task At_an_endpoint_that_stays_down_what_waited_for_the_whole_schedule_is_dead_though_the_circuit_is_open()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 3);
        await GivenEvents(Two, 1);
        await Follow();
        await Open(endpoint.Id);
        Time.Advance(TimeSpan.FromDays(4));
        await Append(One, 4, new AfterSales.Tickets.Replied { By = Roles.Agent });
        await Follow();
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Empty(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Dead));

        // Three days and a bit of delays, and one.
        Time.Advance(TimeSpan.FromHours(12));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        var dead = await Deliveries(endpoint.Id, WebhookDeliveryStatus.Dead);
        Assert.Equal(4, dead.Length);
        Assert.All(dead, row => Assert.Equal("expired", row.LastError));
        var next = Assert.Single(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Pending));
        Assert.Equal((4_000L, Time.GetUtcNow()), (next.Sequence, next.NextAttempt));

        // What is sent again has its whole time once more.
        Assert.Equal(4, (await Webhooks.Replay(endpoint.Id, new WebhookReplay(null, null, Time.GetUtcNow().AddDays(-9)), Cancel)).Value!.Count);
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Empty(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Dead));
    }

    [Fact]
    public async Task An_endpoint_without_success_for_five_days_is_disabled_and_what_waits_goes_out_when_it_is_enabled_again()
    {
        await using var process = StartProcess(options => options.CircuitFailures = 1);
        var receiver = await StartReceiver();
        receiver.AlwaysAnswers(HttpStatusCode.InternalServerError);
        var endpoint = await GivenEndpoint(receiver.Url);
        await GivenEvents(One, 1);
        await Follow();
        await Send(process);
        Time.Advance(TimeSpan.FromDays(4.5));
        await Append(One, 2, new AfterSales.Tickets.Replied { By = Roles.Agent });
        await Follow();
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.True((await Webhooks.Get(endpoint.Id, Cancel)).Value!.Enabled);
        Time.Advance(TimeSpan.FromDays(0.6));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        var disabled = (await Webhooks.Get(endpoint.Id, Cancel)).Value!;
        Assert.Equal((false, "failing", 2), (disabled.Enabled, disabled.DisabledReason, disabled.Version));
        await Append(One, 3, new AfterSales.Tickets.Replied { By = Roles.Agent });
        await Follow();

        Time.Advance(TimeSpan.FromDays(20));
        receiver.AlwaysAnswers(HttpStatusCode.OK);
        Assert.True((await Webhooks.Put(endpoint.Id, new WebhookDefinition(receiver.Url, null, ["ticket.*"], true), Context())).Succeeded);
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        await Send();
        Assert.Contains(2_000L, receiver.Sequences);
        Assert.DoesNotContain(3_000L, receiver.Sequences);
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.True((await Webhooks.Get(endpoint.Id, Cancel)).Value!.Enabled);
    }

    [Fact]
    public async Task What_waits_for_a_disabled_endpoint_is_kept_for_thirty_days()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 1);
        await Follow();
        Assert.True((await Webhooks.Put(endpoint.Id, new WebhookDefinition(Url, null, ["ticket.*"], false), Context())).Succeeded);
        Time.Advance(TimeSpan.FromDays(29.9));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Single(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Pending));
        Time.Advance(TimeSpan.FromDays(0.2));
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Single(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Dead));
    }

    [Fact]
    public async Task What_a_replay_has_just_brought_back_is_not_cleared_away()
    {
        var endpoint = await GivenEndpoint(Url);
        await GivenEvents(One, 1);
        await Follow();
        await Database.Execute("update webhook_delivery set status = 1, finished_at = created_at; update webhook_track set head = null, next_attempt = null");
        Time.Advance(TimeSpan.FromDays(31));
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var replay = await connection.BeginTransactionAsync(Cancel);
        await using (var revive = new NpgsqlCommand("update webhook_delivery set status = 0, finished_at = null; update webhook_track set head = 1000, next_attempt = now()", connection, replay))
        {
            await revive.ExecuteNonQueryAsync(Cancel);
        }

        var upkeep = Process.Get<WebhookUpkeep>().Run(Cancel);
        await Eventually.True(
            () => Database.Ask<bool>("select exists (select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock')"), "it waits for the replay");
        await replay.CommitAsync(Cancel);
        await upkeep;
        Assert.Single(await Deliveries(endpoint.Id, WebhookDeliveryStatus.Pending));
    }

    /// <summary>
    /// Symptom: an event of last month was sent again. Cause: its row and its track were cleared away while the follower, which had enqueued it and not moved its
    /// cursor, came by the same slice again.
    /// </summary>
    [Fact]
    public async Task What_the_follower_may_come_by_again_is_kept_however_old_it_is()
    {
        await GivenEndpoint(Url);
        await GivenEvents(One, 1);
        var slice = await Follow();
        await Database.Execute("update webhook_delivery set status = 1, finished_at = created_at; update webhook_track set head = null, next_attempt = null");
        Time.Advance(TimeSpan.FromDays(31));
        await Passed("2020-01-01");
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        await Follow(slice);
        Assert.Equal(0, await Database.Ask<long>("select count(*) from webhook_delivery where status = 0"));

        await Passed("infinity");
        await Database.Execute($"insert into follower_parked (consumer, stream_id, receiver, version, error, attempts) values ('webhooks', '{One}', 'view', 1, 'x', 1)");
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal(1, await Database.Ask<long>("select count(*) from webhook_delivery"));

        await Database.Execute("delete from follower_parked");
        await Process.Get<WebhookUpkeep>().Run(Cancel);
        Assert.Equal(0, await Database.Ask<long>("select (select count(*) from webhook_delivery) + (select count(*) from webhook_track)"));
    }

    [Fact]
    public async Task Each_endpoint_has_its_turn_and_a_case_of_which_nothing_is_left_is_forgotten()
    {
        Guid[] endpoints = [(await GivenEndpoint(Url)).Id, (await GivenEndpoint(Url)).Id];
        await Database.Execute(
            $"""
            insert into webhook_delivery (endpoint_id, ticket_id, sequence, type, at, payload, status, created_at, pending_since, finished_at)
            select e.id, '{One}', s, 'ticket.replied', now(), '', 1, '2020-01-01', '2020-01-01', '2020-01-01' from webhook_endpoint e, generate_series(1, 1500) s;
            insert into webhook_track (endpoint_id, ticket_id, last_sequence) select id, '{One}', 1500 from webhook_endpoint;
            """);
        var upkeep = Process.Get<WebhookUpkeep>();
        await upkeep.Run(Cancel, steps: 1);
        await upkeep.Run(Cancel, steps: 1);
        Assert.Equal(2, await Database.Ask<long>("select count(*) from (select 1 from webhook_delivery group by endpoint_id having count(*) = 500) e"));
        Assert.Equal(2, await Database.Ask<long>("select count(*) from webhook_track"));
        await upkeep.Run(Cancel);
        Assert.Equal(0, await Database.Ask<long>("select (select count(*) from webhook_delivery) + (select count(*) from webhook_track)"));
        Assert.Equal(2, endpoints.Length);
    }

    [Fact]
    public async Task A_round_that_takes_longer_than_the_lease_does_not_cost_it()
    {
        await using var process = StartProcess(options => (options.LeaseMilliseconds, options.PollMilliseconds) = (300, 5));
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await process.Start(process.Get<IEnumerable<Microsoft.Extensions.Hosting.IHostedService>>().OfType<WebhookSender>().Single());
        await Eventually.True(async () => await Holder() is not null, "it sends");
        var holder = await Holder();
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var block = new NpgsqlCommand("lock table webhook_endpoint in access exclusive mode", connection, transaction))
        {
            await block.ExecuteNonQueryAsync(Cancel);
        }

        var since = await Database.Ask<DateTime>("select lease_until from follower_cursor where name = 'webhook-sender'");
        await Eventually.True(
            async () => await Database.Ask<DateTime>("select lease_until from follower_cursor where name = 'webhook-sender'") > since.AddSeconds(1),
            "the lease is renewed while the round waits");
        Assert.Equal(holder, await Holder());
        await transaction.RollbackAsync(Cancel);
    }

    private Task<string?> Holder() => Database.Ask<string>("select lease_owner from follower_cursor where name = 'webhook-sender' and lease_until > now()");

    private Task Open(Guid endpoint) => Database.Execute($"update webhook_endpoint set open_until = '2026-01-02', open_seconds = 600, failing_since = null where id = '{endpoint}'");
}
