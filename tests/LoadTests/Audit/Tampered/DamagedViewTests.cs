using AfterSales.LoadTests.Audit;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit.Tampered;

/// <summary>The log is whole, and something that is derived from it is not.</summary>
[Collection(AuditTests.Name)]
public sealed class DamagedViewTests(AuditFixture fixture)
{
    private string Case => $"'{fixture.Shop!.Last("ship-return").Ticket}'";

    [Fact]
    public async Task A_row_of_the_read_model_in_another_step_is_different()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"create table kept as select * from ticket_view where id = {Case}; update ticket_view set step = 10 where id = {Case}", MendView);

        Audits.Finds(verdict, AuditKinds.Different);
    }

    [Fact]
    public async Task A_case_that_is_not_in_the_read_model_is_lost()
    {
        Servers.Require();
        var verdict = await fixture.Damaged($"create table kept as select * from ticket_view where id = {Case}; delete from ticket_view where id = {Case}", MendView);

        Audits.Finds(verdict, AuditKinds.Lost);
    }

    [Fact]
    public async Task A_case_that_waits_in_the_read_model_alone_makes_its_queue_different()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"create table kept as select * from ticket_view where id = {Case}; update ticket_view set waits = true, queue = 'general' where id = {Case}", MendView);

        Audits.Finds(verdict, AuditKinds.Different);
        Assert.Contains(verdict.Findings, finding => finding.What.StartsWith("queue general", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_case_past_its_time_is_unfired()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"create table kept as select * from ticket_view where id = {Case}; update ticket_view set armed = true, next_due = now() - interval '1 hour' where id = {Case}", MendView);

        Audits.Finds(verdict, AuditKinds.Unfired);
    }

    [Theory]
    [InlineData("armed = false, next_due = null")]
    [InlineData("next_due = next_due + interval '10 years'")]
    public async Task A_case_that_is_not_woken_when_its_promise_is_due_is_different(string change)
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"create table kept as select * from ticket_view where armed order by id limit 1; update ticket_view set {change} where id = (select id from kept)",
            "delete from ticket_view where id = (select id from kept); insert into ticket_view select * from kept; drop table kept");

        Audits.Finds(verdict, AuditKinds.Different);
    }

    [Fact]
    public async Task A_case_of_another_customer_is_different_and_lost_to_its_own()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            $"create table kept as select * from ticket_view where id = {Case}; update ticket_view set customer_id = 'somebody' where id = {Case}", MendView);

        Audits.Finds(verdict, AuditKinds.Different, AuditKinds.Lost);
        Assert.Contains(verdict.Findings, finding => finding.What.Contains("customer somebody, the log says", StringComparison.Ordinal));
        Assert.Contains(verdict.Findings, finding => finding.What.Contains("is not shown 1 of his cases", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_notification_that_is_gone_is_lost()
    {
        Servers.Require();
        const string Which = "event = 'refunded' and channel = 'inbox'";
        var verdict = await fixture.Damaged(
            $"create table kept as select * from notification where {Which}; delete from notification where {Which}",
            "insert into notification overriding system value select * from kept; drop table kept");

        Audits.Finds(verdict, AuditKinds.Lost);
    }

    [Fact]
    public async Task A_follower_that_is_behind_is_different()
    {
        Servers.Require();
        var verdict = await fixture.Damaged(
            "create table kept as select * from event_log limit 1; update kept set stream_kind = 3, stream_id = gen_random_uuid(), seq = 1; alter table event_log alter column tx set default pg_current_xact_id(); "
            + "insert into event_log overriding system value select stream_kind, stream_id, seq, '9000000000000000'::xid8, 900000000, at, actor, command_id, trace_id, data, null from kept",
            "delete from event_log where tx = '9000000000000000'::xid8; drop table kept");

        Audits.Finds(verdict, AuditKinds.Different);
    }

    private string MendView => $"delete from ticket_view where id = {Case}; insert into ticket_view select * from kept; drop table kept";
}
