using AfterSales.Webhooks;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Storage.Webhooks;

/// <summary>Claiming costs the same however much waits.</summary>
public sealed class ClaimPlanTests : WebhookTest
{
    private const string Fill =
        """
        insert into webhook_delivery (endpoint_id, ticket_id, sequence, type, at, payload, created_at)
        select id, ('00000000-0000-8000-8000-' || lpad(to_hex(t), 12, '0'))::uuid, s * 1000, 'ticket.replied', now(), repeat('x', 300), now()
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
        var plan = await Explain(endpoint.Id);
        Assert.Contains("webhook_track_heads", plan, StringComparison.Ordinal);
        Assert.Contains("webhook_delivery_pkey", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_delivery", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan on webhook_track", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);

        // Pages of both indexes and tables for eight rows, not the thousands that hold all of them.
        var pages = int.Parse(plan.Split("shared hit=")[1].Split([' ', '\n'])[0], System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(pages < 200, plan);
    }

    private async Task<string> Explain(Guid endpoint)
    {
        await using var command = Database.Source.CreateCommand("explain (analyze, buffers, timing off) " + DeliveryQueue.ClaimSql);
        command.Parameters.AddRange((NpgsqlParameter[])[
            WebhookDb.Of(endpoint), WebhookDb.Of(DateTimeOffset.MaxValue.AddDays(-1)), WebhookDb.Of(Array.Empty<Guid>()), WebhookDb.Of(8),
            WebhookDb.Of(DeliveryQueue.LeaseName), WebhookDb.Of("test")]);
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var lines = new List<string>();
        while (await reader.ReadAsync(Cancel))
        {
            lines.Add(reader.GetString(0));
        }

        return string.Join('\n', lines);
    }
}
