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
        ];
        Assert.Empty(expected.Where(name => verdict.Looked.GetValueOrDefault(name) == 0));
    }
}
