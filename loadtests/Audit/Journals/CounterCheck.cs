namespace AfterSales.LoadTests.Audit.Journals;

/// <summary>The journals hold every success that the drivers counted: what is not in them is compared with nothing.</summary>
internal sealed class CounterCheck : IAuditCheck
{
    public string Name => "journals and counters";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        // Reads are counted and not journalled. A journal may hold more: whoever died after its line had no time to count it.
        foreach (var (action, journalled) in context.Journal.Actions)
        {
            var counted = context.Counted.SelectMany(driver => driver.Operations).Where(operation => operation.Name == action).Sum(operation => operation.Succeeded);
            context.Looked(AuditNames.Counted, counted);
            if (counted > journalled)
            {
                context.Found(AuditKinds.Lost, $"drivers counted {counted} times {action}, their journals hold {journalled}", counted - journalled);
            }
        }

        return Task.CompletedTask;
    }
}
