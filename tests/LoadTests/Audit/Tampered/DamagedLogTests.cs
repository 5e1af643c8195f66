using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Http;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit.Tampered;

/// <summary>One row of the log is damaged at a time: the auditor says what kind of fault it is.</summary>
[Collection(AuditTests.Name)]
public sealed class DamagedLogTests(AuditFixture fixture)
{
    private const string Mend = "insert into event_log overriding system value select * from kept; drop table kept";

    [Fact]
    public async Task A_row_that_is_gone_from_the_end_of_its_case_is_a_lost_command()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(Delete($"stream_id = {Case("ship-return")} and seq = (select max(seq) from event_log e where e.stream_id = event_log.stream_id)"), Mend);

        // The read model and the actor still know of it, and the receiver was told.
        Audits.Finds(verdict, AuditKinds.Lost, AuditKinds.Different, AuditKinds.Phantom);
    }

    [Fact]
    public async Task A_row_that_is_gone_from_the_middle_leaves_half_a_case()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(Delete($"stream_id = {Case("refund-issued")} and seq = 2"), Mend);

        Assert.True(verdict.Faults[AuditKinds.Half] > 0 && verdict.Faults[AuditKinds.Lost] > 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task A_row_that_is_there_twice_is_a_doubled_command()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"""
            alter table event_log drop constraint event_log_pkey;
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data, personal)
            select stream_kind, stream_id, seq, at, actor, command_id, data, personal from event_log where stream_id = {Case("ship-return")} and seq = 1
            """,
            "delete from event_log where position = (select max(position) from event_log); alter table event_log add primary key (stream_id, seq)");

        Assert.True(verdict.Faults[AuditKinds.Doubled] > 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task A_time_that_goes_back_is_reordered()
    {
        Servers.Require();
        string Shift(char sign) => $"update event_log set at = at {sign} interval '1 hour' where stream_id = {Case("ship-return")} and seq = {Version("ship-return")}";

        Audits.Finds(await fixture.Damaged(Shift('-'), Shift('+')), AuditKinds.Reordered);
    }

    [Fact]
    public async Task Events_that_are_not_whole_are_half_a_command()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            "insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data) values (3, '00000000-0000-8000-8000-000000000009', 1, now(), 'x', gen_random_uuid(), '[]')",
            "delete from event_log where stream_id = '00000000-0000-8000-8000-000000000009'");

        Assert.True(verdict.Faults[AuditKinds.Half] == 1, Audits.Tell(verdict));
    }

    [Fact]
    public async Task A_claim_that_is_gone_leaves_half_an_opening()
    {
        Servers.Require();
        var order = "(select stream_id from event_log where stream_kind = 2 group by stream_id having max(seq) = 2 order by stream_id limit 1)";

        Audits.Finds(await fixture.Damaged(Delete($"stream_id = {order} and seq = 2"), Mend), AuditKinds.Half, AuditKinds.Different);
    }

    [Fact]
    public async Task Units_that_are_gone_leave_half_an_assignment()
    {
        Servers.Require();
        var last = "position = (select max(position) from event_log where stream_kind = 4)";

        Audits.Finds(await fixture.Damaged(Delete(last), Mend), AuditKinds.Half);
    }

    [Fact]
    public async Task More_units_than_an_agent_has_are_over_capacity()
    {
        Servers.Require();
        string Capacity(int from, int to) =>
            $"update event_log set data = replace(data::text, '\"capacity\":{from}', '\"capacity\":{to}')::json where stream_kind = 4 and data::text like '%\"capacity\":{from},%'";

        Audits.Finds(await fixture.Damaged(Capacity(100, 1), Capacity(1, 100)), AuditKinds.OverCapacity);
    }

    [Fact]
    public async Task A_promise_past_its_time_that_is_not_broken_is_unfired()
    {
        Servers.Require();
        var opening = $"stream_id = {Case("open")} and seq = 1";
        var verdict = await fixture.Damaged(
            $"""
            create table kept as select * from event_log where {opening};
            update event_log set data = regexp_replace(regexp_replace(data::text, ',"due":"[^"]*"', '', 'g'), '("clock":"[^"]*")', '\1,"due":"2020-01-01T00:00:00+00:00"', 'g')::json
            where {opening}
            """,
            $"delete from event_log where {opening}; {Mend}");

        // The read model would wake it later.
        Audits.Finds(verdict, AuditKinds.Unfired, AuditKinds.Different);
        Assert.Contains(verdict.Findings, finding => finding.What.Contains("promise", StringComparison.Ordinal));
    }

    [Fact]
    public async Task More_than_the_budget_of_a_day_is_over_capacity()
    {
        Servers.Require();
        const string Stream = "00000000-0000-8000-8000-000000000007";
        var version = (await fixture.System!.Front().Get("/v1/policies/self-service", ApiCaller.Staff("admin"))).Body.GetProperty("version").GetInt32();
        var verdict = await fixture.Damaged(
            $"""
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data)
            select 3, '{Stream}', seq, now(), 'system', gen_random_uuid(), json_build_array(json_build_object('t', 'budget-taken.v1', 'customerId', 'c', 'ticketId', gen_random_uuid(),
                'amount', 1700, 'currency', 'CNY', 'day', '2026-03-11', 'policyVersion', {version}))
            from generate_series(1, 3) seq order by seq
            """,
            $"delete from event_log where stream_id = '{Stream}'");

        Audits.Finds(verdict, AuditKinds.OverCapacity);
        Assert.Equal(1, verdict.Faults[AuditKinds.OverCapacity]);
    }

    private static string Delete(string where) => $"create table kept as select * from event_log where {where}; delete from event_log where {where}";

    private string Case(string action) => $"'{fixture.Shop!.Last(action).Ticket}'";

    private long Version(string action) => fixture.Shop!.Last(action).Version!.Value;
}
