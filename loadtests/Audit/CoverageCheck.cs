namespace AfterSales.LoadTests.Audit;

/// <summary>An audit that compared nothing must not pass: every part that the system has was looked at.</summary>
internal sealed class CoverageCheck(ImmutableArray<string> expected) : IAuditCheck
{
    public string Name => "what was looked at";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        if (context.Journal.Acknowledged > 0)
        {
            foreach (var name in expected.Where(name => context.Ledger.CountOf(name) == 0))
            {
                context.Looked(name, 0);
                context.Found(AuditKinds.Different, $"the journals hold {context.Journal.Acknowledged} acknowledged commands, and nothing was compared: {name}");
            }
        }

        return Task.CompletedTask;
    }
}
