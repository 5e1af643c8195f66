using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Product;
using Npgsql;

namespace AfterSales.LoadTests.StoredBench;

/// <summary>
/// Fills a database with completed cases faster than commands could: the product writes a few, and their rows, as its codec wrote them, are
/// copied under new ids. The follower's cursor is moved behind them, as it would have been.
/// </summary>
internal static class StoredCases
{
    private const int Templates = 20;

    private const string CloneLog = """
        insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
        select e.stream_kind, md5(e.stream_id::text || g)::uuid, e.seq, e.at, e.actor, gen_random_uuid(), e.trace_id, e.data, e.personal
          from generate_series($2::int, $3::int) g
          join event_log e on e.stream_id = ($1::uuid[])[1 + g % cardinality($1::uuid[])]
        """;

    private const string MoveCursors = """
        update follower_cursor f set tx = e.tx, position = e.position
          from (select tx, position from event_log order by tx desc, position desc limit 1) e
        """;

    /// <summary>Ids of the stored cases.</summary>
    public static async Task<IReadOnlyList<Guid>> Fill(string connectionString, int count, Action<int> stored)
    {
        var templates = await WriteTemplates(connectionString);
        await using var database = NpgsqlDataSource.Create(connectionString);
        var cloneList = await CloneListStatement(database);
        const int Slice = 50_000;
        for (var first = 1; first <= count; first += Slice)
        {
            var last = Math.Min(count, first + Slice - 1);
            await Execute(database, CloneLog, templates, first, last);
            await Execute(database, cloneList, templates, first, last);
            stored(last);
        }

        await Execute(database, MoveCursors);
        await Execute(database, "vacuum analyze event_log");
        await Execute(database, "vacuum analyze ticket_view");
        return await Ids(database, templates, count);
    }

    private static async Task<Guid[]> WriteTemplates(string connectionString)
    {
        await using var host = await ProductHost.Start(connectionString);
        var cases = new BenchCases("template");
        var side = new ProductSide(host, workers: 4);
        await side.Import(cases, BenchCases.Orders(Templates), DateTimeOffset.UtcNow);
        await side.Run(cases, Templates);
        await host.ListsShow(Templates);
        await using var database = NpgsqlDataSource.Create(connectionString);
        await using var command = database.CreateCommand("select array_agg(id) from ticket_view");
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }

    /// <summary>Every column is copied but those that tell cases apart, so a new column of the read model needs no change here.</summary>
    private static async Task<string> CloneListStatement(NpgsqlDataSource database)
    {
        const string Columns = "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_name = 'ticket_view'";
        await using var command = database.CreateCommand(Columns);
        var columns = (string)(await command.ExecuteScalarAsync())!;
        var values = columns.Split(',').Select(column => column switch
        {
            "id" => "md5(v.id::text || g)::uuid",
            "number" => "upper(substr(md5('n' || g), 1, 13))",
            "customer_id" => "'stored-c' || g % 100000",
            "order_id" => "'stored-' || g / 4",
            "tracking" => "array['stored-RM' || g]",
            "created_at" => "v.created_at - g * interval '1 second'",
            _ => $"v.{column}",
        });
        return $"""
            insert into ticket_view ({columns}) select {string.Join(", ", values)}
              from generate_series($2::int, $3::int) g join ticket_view v on v.id = ($1::uuid[])[1 + g % cardinality($1::uuid[])]
            """;
    }

    private static async Task<IReadOnlyList<Guid>> Ids(NpgsqlDataSource database, Guid[] templates, int count)
    {
        await using var command = database.CreateCommand(
            "select array_agg(md5((($1::uuid[])[1 + g % cardinality($1::uuid[])])::text || g)::uuid) from generate_series(1, $2::int) g");
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = templates });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = count });
        return (Guid[])(await command.ExecuteScalarAsync())!;
    }

    private static async Task Execute(NpgsqlDataSource database, string sql, Guid[]? templates = null, int first = 0, int last = 0)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 600;
        if (templates is not null)
        {
            command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = templates });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = first });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = last });
        }

        await command.ExecuteNonQueryAsync();
    }
}
