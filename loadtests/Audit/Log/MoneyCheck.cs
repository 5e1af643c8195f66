namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Money that left with acknowledged commands is the money the log knows of, case by case.</summary>
internal sealed class MoneyCheck : IAuditCheck
{
    public string Name => "money";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        foreach (var (ticket, told) in context.Journal.All.Where(entry => entry.Value.Refunded > 0))
        {
            context.Looked(AuditNames.Money);
            var known = context.Log.Case(ticket)?.Refunded ?? 0;
            if (known < told.Refunded)
            {
                context.Found(AuditKinds.Lost, $"case {ticket}: {told.Refunded} were refunded, the log knows {known}");
            }
            else if (known > told.Refunded && !told.HasUnknown)
            {
                context.Found(AuditKinds.Doubled, $"case {ticket}: {told.Refunded} were refunded, the log knows {known}");
            }
        }

        return Task.CompletedTask;
    }
}
