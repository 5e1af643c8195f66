using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Measuring;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit.Tampered;

/// <summary>The system is whole, and callers were told something else.</summary>
[Collection(AuditTests.Name)]
public sealed class DamagedJournalTests(AuditFixture fixture)
{
    [Fact]
    public async Task A_command_that_was_refused_and_is_there_is_a_phantom()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry with { Outcome = CommandOutcome.Refused, Version = null, Step = null }]);

        Audits.Finds(verdict, AuditKinds.Phantom);
    }

    [Fact]
    public async Task A_refusal_before_the_acknowledgement_is_nothing()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry with { Outcome = CommandOutcome.Refused, Version = null, Step = null }, entry]);

        Audits.Passes(verdict);
    }

    [Fact]
    public async Task A_command_without_an_answer_may_be_there()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry with { Outcome = CommandOutcome.Unknown, Version = null, Step = null }]);

        Audits.Passes(verdict);
        Assert.Equal(1, verdict.Looked[AuditNames.Unknown]);
    }

    [Fact]
    public async Task Another_version_than_was_acknowledged_is_reordered()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry with { Version = entry.Version - 1 }]);

        Assert.True(verdict.Faults[AuditKinds.Reordered] == 1, Audits.Tell(verdict));
    }

    [Fact]
    public async Task Another_step_than_was_acknowledged_is_different()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry with { Step = "Completed" }]);

        Assert.True(verdict.Faults[AuditKinds.Different] > 0, Audits.Tell(verdict));
    }

    [Fact]
    public async Task A_command_that_was_acknowledged_and_never_was_is_lost()
    {
        Servers.Require();
        var verdict = await WithLast("ship-return", entry => [entry, entry with { Action = "note", Key = "never", Version = entry.Version + 1 }]);

        // And lists are behind it for ever.
        Audits.Finds(verdict, AuditKinds.Lost, AuditKinds.Different);
    }

    [Fact]
    public async Task An_order_that_never_was_is_lost()
    {
        Servers.Require();
        var verdict = await WithLast("order", entry => [entry, entry with { Key = "never" }]);

        Audits.Finds(verdict, AuditKinds.Lost);
    }

    [Fact]
    public async Task Money_that_only_the_log_knows_is_doubled()
    {
        Servers.Require();
        var verdict = await WithLast("refund-issued", entry => [entry with { Refunded = entry.Refunded / 2 }]);

        Audits.Finds(verdict, AuditKinds.Doubled);
    }

    [Fact]
    public async Task A_refund_that_nobody_commanded_is_a_phantom()
    {
        Servers.Require();
        var verdict = await WithLast("refund-issued", entry => [entry with { Refunded = null }]);

        Audits.Finds(verdict, AuditKinds.Phantom);
    }

    [Fact]
    public async Task A_command_that_nobody_sent_is_a_phantom()
    {
        Servers.Require();
        Audits.Finds(await WithLast("ship-return", _ => []), AuditKinds.Phantom);
    }

    [Fact]
    public async Task An_opening_that_was_done_under_another_command_id_is_a_phantom()
    {
        Servers.Require();
        var verdict = await WithLast("open", entry => [entry with { Key = "again", Outcome = CommandOutcome.Refused, Ticket = null, Version = null, Step = null }]);

        Audits.Finds(verdict, AuditKinds.Phantom);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public async Task What_drivers_counted_and_did_not_write_down_is_lost(int more, long lost)
    {
        Servers.Require();
        var opened = fixture.Shop!.Entries.Count(entry => entry is { Action: "open", Outcome: CommandOutcome.Acknowledged });
        var counted = new DriverResult("d1", [], [new OperationResult("open", opened + more, 0, 0, HistogramCounts.Empty, HistogramCounts.Empty)]) { SendDelay = HistogramCounts.Empty };
        var verdict = await Audits.OfBroken(fixture.System!, fixture.Shop.Plan, fixture.Shop.Journal.Path, counted);

        Assert.Equal(lost, verdict.Faults.Values.Sum());
        Assert.Equal(lost, verdict.Faults[AuditKinds.Lost]);
    }

    [Fact]
    public async Task An_audit_of_nothing_does_not_pass()
    {
        Servers.Require();
        using var journal = new JournalFolder();
        var verdict = await Audits.OfBroken(fixture.System!, fixture.Shop!.Plan, journal.Path);

        Audits.Finds(verdict, AuditKinds.Different);
    }

    private async Task<AuditVerdict> WithLast(string action, Func<JournalEntry, JournalEntry[]> change)
    {
        using var journal = new JournalFolder();
        var last = fixture.Shop!.Last(action);
        foreach (var entry in fixture.Shop.Entries.SelectMany(entry => ReferenceEquals(entry, last) ? change(entry) : [entry]))
        {
            journal.Add(entry);
        }

        return await Audits.OfBroken(fixture.System!, fixture.Shop.Plan, journal.Path);
    }
}
