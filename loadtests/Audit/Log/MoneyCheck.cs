namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Money that left with acknowledged commands is the money the log knows of, case by case, and no other money left.</summary>
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

        // What no acknowledged command refunded, nobody commanded. Cases that no caller of this run knows are not of this run.
        foreach (var (ticket, known) in context.Log.Cases.Where(entry => entry.Value.Refunded > 0))
        {
            if (context.Journal.All.GetValueOrDefault(ticket) is { Refunded: 0, HasUnknown: false })
            {
                context.Found(AuditKinds.Phantom, $"case {ticket}: nobody commanded a refund, the log knows {known.Refunded}");
            }
        }

        return Task.CompletedTask;
    }
}
