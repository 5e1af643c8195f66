using AfterSales.Webhooks;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>Claiming, recording and listing cost the same however much waits.</summary>
public sealed class ClaimPlanTests : WebhookTest
{
    private const string Fill =
        """
        insert into webhook_delivery (endpoint_id, ticket_id, sequence, type, at, payload, created_at, pending_since)
        select id, ('00000000-0000-8000-8000-' || lpad(to_hex(t), 12, '0'))::uuid, s * 1000, 'ticket.replied', now(), repeat('x', 300), now(), now()
        from webhook_endpoint, generate_series(1, 1000) t, generate_series(1, 100) s;
        insert into webhook_track (endpoint_id, ticket_id, last_sequence, head, next_attempt)
        select endpoint_id, ticket_id, 100000, 1000, created_at - interval '1 hour' * random() from webhook_delivery where sequence = 1000;
        analyze webhook_delivery; analyze webhook_track;
        """;

    [Fact]
    public async Task With_100_000_pending_a_claim_reads_only_what_it_takes()
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await Database.Execute(Fill);
        await Database.Execute("insert into follower_cursor (name, lease_owner) values ('webhook-sender', 'test')");
        var plan = await Explain(
            DeliveryQueue.ClaimSql, WebhookDb.Of(endpoint.Id), WebhookDb.Of(DateTimeOffset.MaxValue.AddDays(-1)), WebhookDb.Of(Array.Empty<Guid>()), WebhookDb.Of(8),
            WebhookDb.Of(DeliveryQueue.LeaseName), WebhookDb.Of("test"), WebhookDb.Of(DateTimeOffset.MaxValue.AddHours(-1)));
        Assert.Contains("webhook_track_heads", plan, StringComparison.Ordinal);
        Assert.Contains("webhook_delivery_pending", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_delivery", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_track", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);

        Assert.True(Pages(plan) < 200, plan);
    }

    [Fact]
    public async Task With_100_000_pending_what_was_delivered_is_recorded_by_the_keys_of_eight_cases()
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await Database.Execute(Fill);
        Guid[] tickets = [.. Enumerable.Range(1, 8).Select(n => Guid.Parse($"00000000-0000-8000-8000-00000000000{n}"))];
        var due = new DueEndpoint(endpoint.Id, new Uri("http://127.0.0.1:1/"), [], Circuit.Closed);
        var over = tickets.Select(ticket => new Answered(due, new Delivery(ticket, 1_000, 0, "x"), new Attempt(200))).ToArray();
        var plan = await Explain(DeliveryQueue.FinishSql, [.. DeliveryQueue.Finished(endpoint.Id, tickets, over, DateTimeOffset.UtcNow).Parameters.Select(one => one.Clone())]);
        Assert.DoesNotContain("Seq Scan on webhook_delivery", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_track", plan, StringComparison.Ordinal);
        Assert.True(Pages(plan) < 1_000, plan);
        Assert.Equal("8|8", await Database.Ask<string>("select (select count(*) from webhook_delivery where status = 1 and last_status = 200) || '|' || (select count(*) from webhook_track where head = 2000)"));
    }

    [Theory]
    [InlineData(null, false, "webhook_delivery_created")]
    [InlineData(WebhookDeliveryStatus.Pending, false, "webhook_delivery_waiting")]
    [InlineData(WebhookDeliveryStatus.Dead, false, "webhook_delivery_dead")]
    [InlineData(WebhookDeliveryStatus.Dead, true, "webhook_delivery_pkey")]
    public async Task Every_list_has_an_index_that_holds_little_else(WebhookDeliveryStatus? status, bool ofCase, string index)
    {
        var endpoint = await GivenEndpoint("http://127.0.0.1:1/");
        await Database.Execute(Fill);
        // The few dead ones are the oldest: who goes by time from the newest on meets all the others first.
        await Database.Execute(
            """
            update webhook_delivery set status = 2, finished_at = now(), created_at = now() - interval '1 day' where sequence = 1000 and substr(ticket_id::text, 36) = '1';
            analyze webhook_delivery;
            """);
        var ticket = Guid.Parse("00000000-0000-8000-8000-000000000001");
        var query = new WebhookDeliveryQuery(status, ofCase ? ticket : null, null, 50);
        var plan = await Explain(DeliveryList.Sql(query), WebhookDb.Of(endpoint.Id), WebhookDb.Of(ticket), WebhookDb.Of(51));
        Assert.Contains(index, plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_delivery", plan, StringComparison.Ordinal);
        Assert.True(Pages(plan) < 700, plan);
    }

    // Pages of both indexes and tables for the rows that are answered, not the thousands that hold all of them.
    private static int Pages(string plan) =>
        int.Parse(plan.Split("shared hit=")[1].Split([' ', '\n'])[0], System.Globalization.CultureInfo.InvariantCulture);

    private async Task<string> Explain(string sql, params NpgsqlParameter[] parameters)
    {
        // On the pool that asks it, whose plans go by an index also while a table is small.
        await using var command = Process.Get<WebhookDb>().Command("explain (analyze, buffers, timing off) " + sql, parameters);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
