using AfterSales.ReadModel;
using AfterSales.Sla;
using Xunit;

namespace AfterSales.Tests.Storage.ReadModel.Due;

/// <summary>What a shard of the wheel is rebuilt from.</summary>
public sealed class DueViewTests : ReadModelTest
{
    [Fact]
    public async Task A_shard_loads_its_cases_that_want_to_be_woken_and_no_other()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var rows = Enumerable.Range(0, 200).Select(_ => Rows.Ticket(Guid.NewGuid(), version: 3)).Select((row, n) => n % 4 == 0 ? row : Due(row, n)).ToArray();
        await process.Get<IRowWriter<TicketRow>>().Write([.. rows.OrderBy(row => row.Summary.Id)], Cancel);

        for (var shard = 0; shard < WheelKeys.Shards; shard++)
        {
            var expected = rows.Where(row => row.NextDue is not null && WheelKeys.ShardOf(row.Summary.Id) == shard).Select(row => new DueFacts(row.Summary.Id, 3, row.NextDue));
            Assert.Equal(expected.OrderBy(facts => facts.TicketId), (await Load(process, shard)).OrderBy(facts => facts.TicketId));
        }
    }

    [Fact]
    public async Task A_case_that_wants_it_no_more_is_loaded_no_more_and_its_deadline_is_kept_in_columns()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        var row = Due(Rows.Ticket(1), 5) with { DeadlineRule = "customer-return", DeadlineAt = Rows.Day.AddDays(7) };
        await process.Get<IRowWriter<TicketRow>>().Write([row], Cancel);
        Assert.Equal("customer-return", await Database.Ask<string>("select deadline_rule from ticket_view where armed and deadline_at = next_due + interval '7 days' - interval '5 min'"));
        Assert.Single(await Load(process, WheelKeys.ShardOf(row.Summary.Id)));

        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, version: 2)], Cancel);
        Assert.Empty(await Load(process, WheelKeys.ShardOf(row.Summary.Id)));
        Assert.Equal(1, await Database.Ask<long>("select count(*) from ticket_view where deadline_rule is null and deadline_at is null and next_due is null"));
    }

    [Fact]
    public async Task Moving_a_deadline_writes_to_no_index()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Due(Rows.Ticket(1), 5)], Cancel);
        const string HeapOnly = "select pg_stat_get_xact_tuples_hot_updated('ticket_view'::regclass)";
        Assert.Equal(0, await Database.Ask<long>($"update ticket_view set armed = false; {HeapOnly}"));
        Assert.Equal(1, await Database.Ask<long>($"update ticket_view set next_due = next_due + interval '1 hour', deadline_at = now(), deadline_rule = 'r', version = 2; {HeapOnly}"));
    }

    [Fact]
    public async Task A_large_shard_is_loaded_whole_and_through_its_own_index()
    {
        const int Many = 50_000;
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Due(Rows.Ticket(1), 5)], Cancel);
        await Database.Execute(
            $"""
            create temp table one as select * from ticket_view;
            delete from ticket_view;
            insert into ticket_view select (jsonb_populate_record(one, jsonb_build_object('id', gen_random_uuid()))).* from one, generate_series(1, {Many});
            analyze ticket_view
            """);
        var all = new List<DueFacts>();
        for (var shard = 0; shard < WheelKeys.Shards; shard++)
        {
            all.AddRange(await Load(process, shard));
        }

        Assert.Equal(Many, all.Select(facts => facts.TicketId).Distinct().Count());
        var plan = await Database.Ask<string>("explain (format json) select id, version, next_due from ticket_view where armed and get_byte(uuid_send(id), 15) % 16 = 3");
        Assert.Contains("ticket_view_armed", plan);
    }

    [Fact]
    public async Task A_breached_case_is_listed_as_such()
    {
        await using var process = new ReadModelProcess(Database.ConnectionString);
        await process.Get<IRowWriter<TicketRow>>().Write([Rows.Ticket(1, with: row => row with { Breached = true }), Rows.Ticket(2)], Cancel);
        var listed = await process.Get<ITicketQueries>().List(new TicketFilter { Breached = true }, null, 10, Cancel);
        Assert.Equal(Rows.Id(1), Assert.Single(listed.Items).Id);
    }

    private static TicketRow Due(TicketRow row, int minutes) => row with { NextDue = Rows.Day.AddMinutes(minutes) };

    private static async Task<List<DueFacts>> Load(ReadModelProcess process, int shard)
    {
        var all = new List<DueFacts>();
        await foreach (var facts in process.Get<IDueView>().Load(shard, Cancel))
        {
            all.AddRange(facts);
        }

        return all;
    }
}
