namespace AfterSales.LoadTests.Audit;

/// <summary>One thing that must hold.</summary>
internal interface IAuditCheck
{
    /// <summary>In a few words, for whoever watches.</summary>
    string Name { get; }

    Task Run(AuditContext context, CancellationToken cancellation);
}
