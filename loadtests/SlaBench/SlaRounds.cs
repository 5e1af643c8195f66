using System.Diagnostics;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Sla;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AfterSales.LoadTests.SlaBench;

/// <summary>
/// One measurement after the other on one database. What comes due was stored due on days of the future; business time is moved to just before them when
/// their turn comes.
/// </summary>
internal sealed class SlaRounds(BenchDatabase database, SlaSettings settings, BenchProgress progress)
{
    private static readonly TimeSpan SingleRowTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>Between the jump and the first deadline.</summary>
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(2);

    private readonly DateTimeOffset _steady = DateTimeOffset.UtcNow.AddDays(2);
    private readonly DateTimeOffset _burst = DateTimeOffset.UtcNow.AddDays(4);
    private readonly SlaFigures _figures = new();

    public async Task<SlaFigures> Run()
    {
        await using var rows = NpgsqlDataSource.Create(database.ConnectionString);
        _figures.BytesEach = WheelMemory.BytesEach(settings.Open, settings.Seed);
        progress.Step();
        await Step("storing cases", () => Store(rows));
        await database.Settle();
        _figures.SingleRow = await SingleRowRound(rows);
        progress.Step();

        using var watch = new LatenessWatch();
        var start = Stopwatch.GetTimestamp();
        await using var host = await ProductHost.Start(database.ConnectionString);
        await Step("rebuild while commands run", () => Rebuild(host, start));
        await Step("full rate of commands", () => Full(host));
        await Step("steady state", () => Steady(host, watch));
        await Step("burst", () => Burst(host, watch, rows));
        await Step("cost of arming", () => Arming(host, rows));
        return _figures;
    }

    private async Task Store(NpgsqlDataSource rows)
    {
        Guid[] templates;
        await using (var host = await ProductHost.Start(database.ConnectionString))
        {
            await SilentCases.Publish(host);
            templates = await SilentCases.WriteTemplates(host, rows);
        }

        var second = TimeSpan.FromSeconds(1);
        await SilentCases.AddUnlogged(rows, templates, new DueSeries("open", DateTimeOffset.UtcNow.AddDays(30), second, settings.Open));
        await SilentCases.Add(rows, templates, new DueSeries("steady", _steady, second / settings.PerSecond, settings.Steady));
        await SilentCases.Add(rows, templates, new DueSeries("burst", _burst, second / settings.Burst, settings.Burst));
        await SilentCases.Add(rows, templates, new DueSeries("after", _burst + second, TimeSpan.FromSeconds(SlaSettings.AfterBurstSeconds) / settings.AfterBurst, settings.AfterBurst));
        await SilentCases.Finish(rows);
    }

    private static async Task<Round> SingleRowRound(NpgsqlDataSource rows)
    {
        await using var create = rows.CreateCommand(SingleRowLoop.CreateTable);
        await create.ExecuteNonQueryAsync();
        return await SingleRowLoop.Run(rows, SingleRowTime);
    }

    private async Task Rebuild(ProductHost host, long start)
    {
        var cases = new BenchCases("rebuild");
        var side = new ProductSide(host, settings.Workers);
        await side.Import(cases, BenchCases.Orders(settings.Cases / 4), host.Services.GetRequiredService<IBusinessClock>().Now);
        var commands = side.Run(cases, settings.Cases / 4);
        foreach (var shard in Enumerable.Range(0, WheelKeys.Shards).Select(shard => host.Grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard))))
        {
            while (!(await shard.GetStats()).Loaded)
            {
                await Task.Delay(20);
            }
        }

        _figures.Rebuild = Stopwatch.GetElapsedTime(start);
        _figures.WhileRebuilding = await commands;
    }

    private async Task Full(ProductHost host)
    {
        var cases = new BenchCases("full");
        var side = new ProductSide(host, settings.Workers);
        await side.Import(cases, BenchCases.Orders(settings.Cases), host.Services.GetRequiredService<IBusinessClock>().Now);
        _figures.Full = await side.Run(cases, settings.Cases);
    }

    private async Task Steady(ProductHost host, LatenessWatch watch)
    {
        var stream = await Jump(host, _steady, "steady", settings.Seconds);
        watch.Begin();
        var over = watch.Reaches(settings.Steady, TimeSpan.FromSeconds(settings.Seconds) + Patience);
        _figures.Steady = await stream.Run(_figures.Full.PerSecond / 2, over);
        _figures.Lateness = watch.Seen;
        Require(await over, "steady state");
    }

    private async Task Burst(ProductHost host, LatenessWatch watch, NpgsqlDataSource rows)
    {
        var stream = await Jump(host, _burst, "burst", (int)Patience.TotalSeconds / 3);
        watch.Begin();
        var started = Stopwatch.GetTimestamp();
        var over = watch.Reaches(settings.Burst + settings.AfterBurst, Patience);
        var drained = watch.Reaches(settings.Burst, Patience).ContinueWith(_ => Stopwatch.GetElapsedTime(started) - Lead, TaskScheduler.Default);
        _figures.WhileDraining = await stream.Run(_figures.Full.PerSecond / 2, over);
        Require(await over, "burst");
        _figures.Drain = await drained;
        _figures.AfterBurstP99 = await AfterBurstLateness(rows);
    }

    /// <summary>From the log: when it was decided, against when it was due.</summary>
    private async Task<double> AfterBurstLateness(NpgsqlDataSource rows)
    {
        await using var command = rows.CreateCommand(
            """
            select extract(epoch from percentile_cont(0.99) within group (order by e.at - (d ->> 'due')::timestamptz))::float8 * 1000
            from event_log e, json_array_elements(e.data) d
            where d ->> 't' = 'deadline-expired.v1' and e.at > $1 and (d ->> 'due')::timestamptz >= $1
            """);
        command.CommandTimeout = 300;
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = (_burst + TimeSpan.FromSeconds(1)).ToUniversalTime() });
        return (double)(await command.ExecuteScalarAsync())!;
    }

    private async Task Arming(ProductHost host, NpgsqlDataSource rows)
    {
        await SilentCases.PublishNone(host);
        _figures.RowsWithout = await RowsPerCommand(host, rows, "without");
        await SilentCases.PublishDefaults(host);
        _figures.RowsWith = await RowsPerCommand(host, rows, "with");
    }

    private async Task<double> RowsPerCommand(ProductHost host, NpgsqlDataSource rows, string name)
    {
        var cases = new BenchCases(name);
        var side = new ProductSide(host, settings.Workers);
        var count = Math.Max(1, settings.Cases / 10);
        await side.Import(cases, BenchCases.Orders(count), host.Services.GetRequiredService<IBusinessClock>().Now);
        await using var command = rows.CreateCommand("select count(*) from event_log where stream_kind = 1");
        command.CommandTimeout = 300;
        var before = (long)(await command.ExecuteScalarAsync())!;
        await side.Run(cases, count);
        return ((long)(await command.ExecuteScalarAsync())! - before) / (double)(count * BenchCases.CommandsPerCase);
    }

    /// <summary>Orders first, for the time that comes; then straight to just before it.</summary>
    private async Task<CommandStream> Jump(ProductHost host, DateTimeOffset to, string name, int seconds)
    {
        var control = host.Services.GetRequiredService<IBusinessClockControl>();
        await control.AdvanceTo(to.AddHours(-1), CancellationToken.None);
        var stream = new CommandStream(host, name, settings.Workers);
        await stream.Prepare((int)(_figures.Full.PerSecond / 2 / BenchCases.CommandsPerCase * (seconds + 10)));
        await database.Settle();
        await control.AdvanceTo(to - Lead, CancellationToken.None);
        return stream;
    }

    private static void Require(bool reached, string what)
    {
        if (!reached)
        {
            throw new BenchRefusedException($"{what}: not every deadline took effect within {Patience.TotalMinutes} minutes.");
        }
    }

    private async Task Step(string what, Func<Task> work)
    {
        progress.Say($"sla: {what}");
        await work();
        progress.Step();
    }
}
