using AfterSales.LoadTests.Audit;
using AfterSales.Tests.LoadTests.Audit.Support;

namespace AfterSales.Tests.LoadTests.Audit;

/// <summary>The control: what is whole passes, and every part of it was looked at.</summary>
[Collection(AuditTests.Name)]
public sealed class IntactTests(AuditFixture fixture)
{
    [Fact]
    public async Task An_intact_system_passes_and_everything_was_looked_at()
    {
        Servers.Require();
        var verdict = await Audits.OfIntact(fixture.System!, fixture.Shop!);

        Audits.Passes(verdict);
        string[] expected =
        [
            AuditNames.Acknowledged, AuditNames.Matched, AuditNames.Steps, AuditNames.Money, AuditNames.Orders, AuditNames.Rows, AuditNames.Cases, AuditNames.Claims,
            AuditNames.Assignments, AuditNames.AgentRows, AuditNames.Deadlines, AuditNames.Views, AuditNames.Due, AuditNames.Asked, AuditNames.Replays, AuditNames.Listed,
            AuditNames.Queues, AuditNames.Agents, AuditNames.OrdersAsked, AuditNames.Notices, AuditNames.Followers,
            AuditNames.PeoplesRows, AuditNames.Promises, AuditNames.ListedOwn,
        ];
        Assert.Empty(expected.Where(name => verdict.Looked.GetValueOrDefault(name) == 0));
    }

    [Fact]
    public async Task A_system_known_by_its_address_alone_is_asked_and_the_rest_is_said_to_be_left_out()
    {
        Servers.Require();
        fixture.System!.ByAddressAlone = true;
        try
        {
            var verdict = await Audits.OfIntact(fixture.System, fixture.Shop!);

            Audits.Passes(verdict);
            string[] expected = [AuditNames.Acknowledged, AuditNames.Asked, AuditNames.Listed, AuditNames.Recognised, AuditNames.OrdersAsked];
            Assert.Empty(expected.Where(name => verdict.Looked.GetValueOrDefault(name) == 0));
            Assert.Contains(verdict.Looked.Keys, name => name.StartsWith(AuditNames.NotLooked, StringComparison.Ordinal));
        }
        finally
        {
            fixture.System.ByAddressAlone = false;
        }
    }

    [Fact]
    public async Task A_claim_whose_opening_never_came_is_met_and_freed()
    {
        Servers.Require();
        await fixture.System!.Execute(
            """
            insert into event_log (stream_kind, stream_id, seq, at, actor, command_id, data)
            select 2, stream_id, 5, now() - interval '1 minute', 'system', gen_random_uuid(), replace(data::text, data -> 0 ->> 'ticketId', gen_random_uuid()::text)::json
            from event_log where stream_id = (select stream_id from event_log e where stream_kind = 2 group by stream_id having max(seq) = 4 order by stream_id limit 1) and seq = 2
            """);

        Audits.Passes(await Audits.OfBroken(fixture.System, fixture.Shop!));
    }
}
