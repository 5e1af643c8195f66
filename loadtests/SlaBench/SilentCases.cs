using System.Text.Json.Nodes;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Product;
using AfterSales.Policies;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>
/// Fills a database with cases whose deadlines are due when the bench wants them. The product writes a few; their rows are copied under new ids with another
/// time. Cases that never come due in the run have a row in the read model only: the wheel asks the log for nothing else.
/// </summary>
internal static class SilentCases
{
    private const int Templates = 20;
    private const int AfterSeconds = 3_600;

    private const string CloneLog = """
        with t as (
            select e.*, (select d ->> 'at' from json_array_elements(e.data) d where d ->> 't' = 'deadline-set.v1') as due_at from event_log e
            where e.stream_id = any($1))
        insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, trace_id, data, personal)
        select t.stream_kind, md5(t.stream_id::text || $2 || g)::uuid, t.seq, t.at, t.actor, gen_random_uuid(), t.trace_id,
            replace(t.data::text, coalesce(t.due_at, '-'), to_char(($3::timestamptz + g * $4::interval) at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'))::json,
            t.personal
          from generate_series(0, $5::int - 1) g join t on t.stream_id = ($1::uuid[])[1 + g % cardinality($1::uuid[])]
        """;

    /// <summary>The deadline and no promises beside it, so that what is due is what the bench made due.</summary>
    public static async Task Publish(ProductHost host)
    {
        await Publish(host, PolicyNames.Sla, new JsonObject { ["definitions"] = new JsonArray() });
        await Publish(host, PolicyNames.Deadlines, new JsonObject
        {
            ["rules"] = new JsonArray(new JsonObject
            {
                ["name"] = "bench", ["steps"] = new JsonArray("UnderReview"), ["party"] = "Reviewer", ["afterSeconds"] = AfterSeconds, ["effect"] = "Escalate",
            }),
        });
    }

    /// <summary>What a shop has that changed nothing.</summary>
    public static async Task PublishDefaults(ProductHost host)
    {
        await Publish(host, PolicyNames.Sla, new JsonObject());
        await Publish(host, PolicyNames.Deadlines, new JsonObject());
    }

    /// <summary>Neither clocks nor deadlines.</summary>
    public static async Task PublishNone(ProductHost host)
    {
        await Publish(host, PolicyNames.Sla, new JsonObject { ["definitions"] = new JsonArray() });
        await Publish(host, PolicyNames.Deadlines, new JsonObject { ["rules"] = new JsonArray() });
    }

    public static async Task<Guid[]> WriteTemplates(ProductHost host, NpgsqlDataSource database)
    {
        var ids = new Guid[Templates];
        for (var n = 0; n < Templates; n++)
        {
            ids[n] = Guid.CreateVersion7();
            var open = new OpenTicket { Kind = TicketKind.Consultation, Channel = Channel.Web, Subject = "How does it work?", Description = "The bench wants to know." };
            ProductSide.Require(await host.Grains.GetGrain<ITicketGrain>(ids[n]).Open(open, ProductSide.Context(new Caller("bench", $"silent-{n}", Roles.Customer))));
        }

        await using var projected = database.CreateCommand("select count(*) from ticket_view where id = any($1) and armed");
        projected.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = ids });
        while ((long)(await projected.ExecuteScalarAsync())! < Templates)
        {
            await Task.Delay(50);
        }

        return ids;
    }

    /// <summary>Copies with a stream of their own, due one after the other.</summary>
    public static async Task Add(NpgsqlDataSource database, Guid[] templates, DueSeries series)
    {
        await Execute(database, CloneLog, templates, series);
        await Execute(database, await CloneView(database), templates, series);
    }

    /// <summary>Copies in the read model only.</summary>
    public static async Task AddUnlogged(NpgsqlDataSource database, Guid[] templates, DueSeries series) => await Execute(database, await CloneView(database), templates, series);

    /// <summary>The follower has passed all of it, as it would have; statistics are those of a shop that did not fill up in a minute.</summary>
    public static async Task Finish(NpgsqlDataSource database)
    {
        foreach (var sql in (string[])[
            "update follower_cursor f set tx = e.tx, position = e.position from (select tx, position from event_log order by tx desc, position desc limit 1) e",
            "vacuum analyze event_log", "vacuum analyze ticket_view"])
        {
            await using var command = database.CreateCommand(sql);
            command.CommandTimeout = 600;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task Publish(ProductHost host, string name, JsonObject policy)
    {
        var version = ProductSide.Require(await host.Grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(name)).Publish(policy.ToJsonString(), ProductSide.Context(BenchCases.Lead))).Version;
        var inForce = host.Services.GetRequiredService<IPolicySource>();
        while ((name == PolicyNames.Sla ? inForce.Current.Sla.Version : inForce.Current.Deadlines.Version) < version)
        {
            await Task.Delay(100);
        }
    }

    /// <summary>Every column is copied but those that tell cases apart and those that would make them wait in a queue.</summary>
    private static async Task<string> CloneView(NpgsqlDataSource database)
    {
        const string Columns = "select string_agg(column_name, ',' order by ordinal_position) from information_schema.columns where table_name = 'ticket_view'";
        await using var command = database.CreateCommand(Columns);
        var columns = (string)(await command.ExecuteScalarAsync())!;
        var values = columns.Split(',').Select(column => column switch
        {
            "id" => "md5(v.id::text || $2 || g)::uuid",
            "number" => "upper(substr(md5($2 || g), 1, 13))",
            "customer_id" => "'silent-c' || g % 100000",
            "next_due" or "deadline_at" => "$3::timestamptz + g * $4::interval",
            "armed" => "true",
            "waits" => "false",
            "queue" or "routing" => "null",
            _ => $"v.{column}",
        });
        return $"""
            insert into ticket_view ({columns}) select {string.Join(", ", values)}
              from generate_series(0, $5::int - 1) g join ticket_view v on v.id = ($1::uuid[])[1 + g % cardinality($1::uuid[])]
            """;
    }

    private static async Task Execute(NpgsqlDataSource database, string sql, Guid[] templates, DueSeries series)
    {
        await using var command = database.CreateCommand(sql);
        command.CommandTimeout = 1_200;
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = templates });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = series.Name });
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = series.First.ToUniversalTime() });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = series.Step });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = series.Count });
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>So many deadlines, the first one then, each a step after the one before.</summary>
internal sealed record DueSeries(string Name, DateTimeOffset First, TimeSpan Step, int Count);
