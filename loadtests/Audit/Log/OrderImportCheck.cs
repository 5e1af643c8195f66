using AfterSales.LoadTests.Audit.Derived;

namespace AfterSales.LoadTests.Audit.Log;

/// <summary>Every acknowledged order is in the log, with facts at least as new.</summary>
internal sealed class OrderImportCheck : IAuditCheck
{
    public string Name => "orders";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        foreach (var (order, version) in context.Journal.Orders)
        {
            context.Looked(AuditNames.Orders);
            if (context.Log.Orders.GetValueOrDefault(ClaimCheck.StreamOf(order)) is not { FactsVersion: >= 0 } known)
            {
                context.Found(AuditKinds.Lost, $"order {order} was imported and is not in the log");
            }
            else if (version > known.FactsVersion)
            {
                context.Found(AuditKinds.Lost, $"order {order}: version {version} was imported, the log has {known.FactsVersion}");
            }
        }

        return Task.CompletedTask;
    }
}
