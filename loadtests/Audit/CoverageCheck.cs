namespace AfterSales.LoadTests.Audit;

/// <summary>An audit that compared nothing must not pass: every part that the system and the run have was looked at.</summary>
internal sealed class CoverageCheck : IAuditCheck
{
    private static readonly ImmutableArray<(string Name, Func<AuditContext, bool> Has)> Parts =
    [
        (AuditNames.Acknowledged, _ => true),
        (AuditNames.Asked, _ => true),
        (AuditNames.Listed, _ => true),
        (AuditNames.Matched, HasLog),
        (AuditNames.Steps, HasLog),
        (AuditNames.PeoplesRows, HasLog),
        (AuditNames.Rows, HasLog),
        (AuditNames.Cases, HasLog),
        (AuditNames.Views, HasLog),
        (AuditNames.Queues, HasLog),
        (AuditNames.Followers, HasLog),
        (AuditNames.ListedOwn, context => HasLog(context) && context.Journal.Customers.Count > 0),
        (AuditNames.Orders, context => HasLog(context) && context.Journal.Orders.Count > 0),
        (AuditNames.Claims, context => HasLog(context) && context.Log.Cases.Values.Any(known => known.HoldsGoods)),
        (AuditNames.Money, context => HasLog(context) && context.Journal.All.Values.Any(known => known.Refunded > 0)),
        (AuditNames.Agents, context => HasLog(context) && context.Plan.Agents > 0),
        (AuditNames.AgentRows, context => HasLog(context) && context.Plan.Agents > 0),
        (AuditNames.Webhooks, context => HasLog(context) && context.System.WebhookRecord is not null),
    ];

    public string Name => "what was looked at";

    public Task Run(AuditContext context, CancellationToken cancellation)
    {
        if (context.Journal.Acknowledged == 0)
        {
            context.Found(AuditKinds.Different, "the journals hold no acknowledged command: nothing was audited");
            return Task.CompletedTask;
        }

        var missed = Parts.Where(part => part.Has(context)).Select(part => part.Name).Where(name => context.Ledger.CountOf(name) == 0).ToList();
        if (context.Ledger.CountOf(AuditNames.Replays) + context.Ledger.CountOf(AuditNames.Recognised) == 0)
        {
            missed.Add(AuditNames.Replays);
        }

        foreach (var name in missed)
        {
            context.Looked(name, 0);
            context.Found(AuditKinds.Different, $"the journals hold {context.Journal.Acknowledged} acknowledged commands, and nothing was compared: {name}");
        }

        return Task.CompletedTask;
    }

    private static bool HasLog(AuditContext context) => context.Database is not null;
}
