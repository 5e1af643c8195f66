namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>No deadline of the log is past its time and still running, whatever the read model says of it.</summary>
internal sealed class DeadlineCheck(AuditSettings settings) : IDerivedCheck
{
    public IAsyncEnumerable<Suspicion> Compare(AuditContext context, StreamScope scope, CancellationToken cancellation) => context.Log.Cases.Values
        .Where(known => scope.Holds(known.Id) && known.DeadlineAt < context.Log.Now - settings.Grace)
        .Select(known => new Suspicion(AuditKinds.Unfired, $"case {known.Id}: deadline {known.DeadlineRule} was due at {known.DeadlineAt:O}, it is {context.Log.Now:O}", known.Id))
        .ToAsyncEnumerable();
}
