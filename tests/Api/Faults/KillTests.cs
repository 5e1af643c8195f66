using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Faults;

/// <summary>
/// The process is killed (SIGKILL) while clients work. After a restart every acknowledged command is there exactly once, versions are
/// contiguous, and the read model equals the fold of the log.
/// </summary>
public sealed class KillTests
{
    private const int Clients = 16;
    private const int AcknowledgedBeforeKill = 400;

    private readonly ConcurrentBag<Acknowledged> _acknowledged = [];

    [Fact]
    public async Task What_was_acknowledged_before_a_kill_is_there_once_afterwards()
    {
        TestDatabase.Require();
        var database = await TestDatabase.Create();
        try
        {
            var killed = await LoadUntilKilled(database);
            Assert.True(_acknowledged.Count >= AcknowledgedBeforeKill, $"Only {_acknowledged.Count} commands were acknowledged.");

            await using var restarted = await killed.Restart(database);
            using var api = new ApiClient(restarted.Address);
            foreach (var command in _acknowledged)
            {
                var again = await command.Repeat(api);
                Assert.True(again.Replayed, $"{command.Key}: {again.Text}");
                Assert.Equal(command.Answer, again.Text);
            }

            await AuditLog(database);
            await Eventually.Get(() => CountBehind(database), behind => behind == 0, "the read model has caught up with the log");
            await CompareReadModel(database, api);
        }
        finally
        {
            await TestDatabase.Drop(database);
        }
    }

    private async Task<SiloProcess> LoadUntilKilled(string database)
    {
        await using var process = await SiloProcess.Start(database);
        using var api = new ApiClient(process.Address);
        using var stop = new CancellationTokenSource();
        var enough = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var clients = Enumerable.Range(0, Clients).Select(client => Work(api, client, enough, stop.Token)).ToArray();
        await enough.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await process.Kill();
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        return process;
    }

    private async Task Work(ApiClient api, int client, TaskCompletionSource enough, CancellationToken stop)
    {
        var customer = $"customer:kill-{client}";
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            var open = new JsonObject { ["kind"] = "Complaint", ["channel"] = "Web", ["subject"] = $"Case {n} of {client}", ["description"] = "Load." };
            if (await Try(api, "/v1/tickets", customer, open, $"open-{n}") is not { } opened)
            {
                return;
            }

            (string Action, string Role, JsonObject Body)[] actions =
            [
                ("approve", "agent", []),
                ("reply", "agent", new() { ["text"] = "We look into it." }),
                ("customer-message", customer, new() { ["text"] = "Thanks." }),
                ("resolve", "agent", new() { ["summary"] = "Done." }),
            ];
            foreach (var (action, role, body) in actions)
            {
                if (await Try(api, $"/v1/tickets/{opened.Id}/actions/{action}", role, body, $"{action}-{n}-{client}") is null)
                {
                    return;
                }
            }

            if (_acknowledged.Count >= AcknowledgedBeforeKill)
            {
                enough.TrySetResult();
            }
        }
    }

    private async Task<ApiAnswer?> Try(ApiClient api, string path, string role, JsonObject body, string key)
    {
        try
        {
            var answer = await api.Post(path, role, body, key);
            if (answer.Status is HttpStatusCode.OK or HttpStatusCode.Created)
            {
                _acknowledged.Add(new Acknowledged(path, role, body.ToJsonString(), key, answer.Text));
                return answer;
            }

            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
            return null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task AuditLog(string database)
    {
        Assert.Equal(0, await Count(database, "select count(*) from (select stream_id from event_log group by stream_id having max(seq) <> count(*) or min(seq) <> 1) gaps"));
        Assert.Equal(0, await Count(database, "select count(*) from (select stream_id, command_id from event_log group by 1, 2 having count(*) > 1) doubled"));
    }

    private static Task<long> CountBehind(string database) => Count(
        database,
        "select count(*) from (select stream_id, max(seq) as seq from event_log where stream_kind = 1 group by stream_id) log left join ticket_view on id = stream_id where version is distinct from seq");

    private static async Task CompareReadModel(string database, ApiClient api)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand("select id from ticket_view");
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var fold = (await api.Get($"/v1/tickets/{reader.GetGuid(0)}", "agent")).Body!;
            var listed = (await api.Get($"/v1/tickets?number={fold["number"]}", "agent")).Body!["items"]!.AsArray().Single()!;
            foreach (var field in new[] { "id", "version", "step", "customerId", "subject", "priority", "owner", "assignee", "createdAt", "updatedAt" })
            {
                Assert.Equal(fold[field]?.ToJsonString(), listed[field]?.ToJsonString());
            }
        }
    }

    private static async Task<long> Count(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    private sealed record Acknowledged(string Path, string Role, string Body, string Key, string Answer)
    {
        public Task<ApiAnswer> Repeat(ApiClient api) => api.Post(Path, Role, JsonNode.Parse(Body)!, Key);
    }
}
