using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>Replays of more than one brings back, and while the tables are busy.</summary>
public sealed class ReplayTests : WebhookTest
{
    [Fact]
    public async Task A_replay_of_more_than_one_brings_back_goes_on_where_it_stopped_and_nothing_goes_out_twice()
    {
        await using var process = StartProcess(options => options.MaxReplay = 500);
        var receiver = await StartReceiver();
        var endpoint = await GivenEndpoint(receiver.Url);
        await Fill(endpoint.Id, cases: 300, events: 4);
        var webhooks = process.Get<IWebhooks>();
        Time.Advance(TimeSpan.FromMinutes(1));
        var first = (await webhooks.Replay(endpoint.Id, new WebhookReplay(null, null, Time.GetUtcNow().AddDays(-1)), Cancel)).Value!;
        Assert.True(first is { Complete: false, Count: >= 500 and < 1_200, Next: not null }, first.ToString());
        // A case is never split: all of it is there, or nothing.
        Assert.Equal(0, await Database.Ask<long>("select count(*) from (select 1 from webhook_delivery where status = 0 group by ticket_id having count(*) <> 4) c"));

        // Sent in between, it is over again: what goes on leaves it alone.
        Time.Advance(TimeSpan.FromMinutes(1));
        await Database.Execute($"update webhook_delivery set status = 1, finished_at = '{Time.GetUtcNow():O}' where status = 0; update webhook_track set head = null, next_attempt = null");
        var rounds = new List<WebhookReplayed> { first };
        while (rounds[^1].Next is { } next)
        {
            rounds.Add((await webhooks.Replay(endpoint.Id, next, Cancel)).Value!);
            Assert.True(rounds.Count < 10);
        }

        Assert.Equal(1_200, rounds.Sum(round => round.Count));
        Assert.Equal(1_200 - first.Count, await Database.Ask<long>("select count(*) from webhook_delivery where status = 0"));
        Assert.Equal((1_200 - first.Count) / 4, await Database.Ask<long>("select count(*) from webhook_track where head = 1000"));
    }

    [Fact]
    public async Task A_large_case_is_brought_back_in_one_piece()
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await Fill(endpoint.Id, cases: 1, events: 1_200);
        Time.Advance(TimeSpan.FromMinutes(1));
        var ticket = await Database.Ask<Guid>("select ticket_id from webhook_track");
        Assert.Equal(new WebhookReplayed(1_100, true), (await Webhooks.Replay(endpoint.Id, new WebhookReplay(ticket, 101_000, null), Cancel)).Value);
        Assert.Equal(101_000L, await Database.Ask<long>("select head from webhook_track"));
    }

    [Fact]
    public async Task A_list_or_replay_that_the_tables_keep_waiting_gives_up_and_says_so()
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await using var connection = await Database.Source.OpenConnectionAsync(Cancel);
        await using var transaction = await connection.BeginTransactionAsync(Cancel);
        await using (var block = new Npgsql.NpgsqlCommand("lock table webhook_delivery in access exclusive mode", connection, transaction))
        {
            await block.ExecuteNonQueryAsync(Cancel);
        }

        var list = Webhooks.Deliveries(endpoint.Id, new WebhookDeliveryQuery(null, null, null, 10), Cancel);
        var replay = Webhooks.Replay(endpoint.Id, new WebhookReplay(One, null, null), Cancel);
        Assert.Equal(FailureCodes.StorageUnavailable, (await list).Failure!.Code);
        Assert.Equal(FailureCodes.OutcomeUnknown, (await replay).Failure!.Code);
    }

    private Task Fill(Guid endpoint, int cases, int events) => Database.Execute(
        $"""
        insert into webhook_delivery (endpoint_id, ticket_id, sequence, type, at, payload, status, created_at, pending_since, finished_at)
        select '{endpoint}', ('00000000-0000-8000-8000-' || lpad(to_hex(t), 12, '0'))::uuid, s * 1000, 'ticket.replied', '{Time.GetUtcNow():O}', '', 1 + (t + s) % 2,
            '{Time.GetUtcNow():O}', '{Time.GetUtcNow():O}', '{Time.GetUtcNow():O}'
        from generate_series(1, {cases}) t, generate_series(1, {events}) s;
        insert into webhook_track (endpoint_id, ticket_id, last_sequence) select endpoint_id, ticket_id, max(sequence) from webhook_delivery group by 1, 2;
        """);
}
