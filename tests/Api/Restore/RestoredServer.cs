using AfterSales.Tests.Api.Fixtures;
using Npgsql;
using Xunit;

namespace AfterSales.Tests.Api.Restore;

/// <summary>Questions to a database, and what makes one look old.</summary>
internal static class RestoredServer
{
    public const string Behind =
        """
        select count(*) from (select stream_id, max(seq) as seq from event_log where stream_kind = 1 group by stream_id) log
        left join ticket_view on id = stream_id where version is distinct from seq
        """;

    public static async Task<long> Count(string database, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>A server that has served for a while: its transactions are far beyond those of a new one.</summary>
    public static async Task Age(string database)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Pooling = false });
        await using var command = source.CreateCommand("do $$ begin for i in 1..20000 loop perform pg_current_xact_id(); commit; end loop; end $$");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The newest version of each case in the log, which is whole.</summary>
    public static async Task<Dictionary<Guid, int>> Versions(string database)
    {
        Assert.Equal(0, await Count(database, "select count(*) from (select from event_log group by stream_id having max(seq) <> count(*) or min(seq) <> 1) gaps"));
        Assert.Equal(0, await Count(database, "select count(*) from (select from event_log group by stream_id, command_id having count(*) > 1) doubled"));
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(database) { Pooling = false });
        await using var command = source.CreateCommand("select stream_id, max(seq) from event_log where stream_kind = 1 group by stream_id");
        await using var row = await command.ExecuteReaderAsync();
        var versions = new Dictionary<Guid, int>();
        while (await row.ReadAsync())
        {
            versions.Add(row.GetGuid(0), row.GetInt32(1));
        }

        return versions;
    }

    /// <summary>Every cursor of the export with its row, from the beginning.</summary>
    public static async Task<List<(string Cursor, Guid Stream, int Version)>> Export(ApiClient api)
    {
        var rows = new List<(string, Guid, int)>();
        for (var more = true; more;)
        {
            var path = rows.Count == 0 ? "/v1/events" : $"/v1/events?after={Uri.EscapeDataString(rows[^1].Item1)}";
            var lines = (await api.Get(path, "admin")).Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            foreach (var line in lines.Select(line => System.Text.Json.Nodes.JsonNode.Parse(line)!))
            {
                rows.Add((line["cursor"]!.GetValue<string>(), line["streamId"]!.GetValue<Guid>(), line["version"]!.GetValue<int>()));
            }

            more = lines.Length > 0;
        }

        return rows;
    }
}
