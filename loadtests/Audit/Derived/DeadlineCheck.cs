using AfterSales.LoadTests.Audit.Folding;

namespace AfterSales.LoadTests.Audit.Derived;

/// <summary>No deadline and no promise of the log is past its time and still running, whatever the read model says of it.</summary>
internal sealed class DeadlineCheck(AuditSettings settings) : IDerivedCheck
{
    public IAsyncEnumerable<Suspicion> Compare(AuditContext context, StreamScope scope, CancellationToken cancellation) =>
        Late(context.Log, scope).ToAsyncEnumerable();

    private IEnumerable<Suspicion> Late(LogState log, StreamScope scope)
    {
        var latest = log.Now - settings.Grace;
        foreach (var known in log.Cases.Values.Where(known => known.Opened && scope.Holds(known.Id)))
        {
            if (known.DeadlineAt < latest)
            {
                yield return new Suspicion(AuditKinds.Unfired, $"case {known.Id}: deadline {known.DeadlineRule} was due at {known.DeadlineAt:O}, it is {log.Now:O}", known.Id);
            }

            if (known.ClockAt < latest)
            {
                yield return new Suspicion(AuditKinds.Unfired, $"case {known.Id}: promise {known.ClockName} was due at {known.ClockAt:O}, it is {log.Now:O}", known.Id);
            }
        }
    }
}
