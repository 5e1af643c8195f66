using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Audit;

/// <summary>Compares what callers were told with what is there.</summary>
internal static class Auditor
{
    /// <param name="plan">What was driven.</param>
    /// <param name="journals">Folder with the journals of all drivers.</param>
    /// <param name="system">Still running; nobody drives it any more.</param>
    /// <param name="progress">Told in a few words what is compared now.</param>
    /// <param name="cancellation">Ends the audit without a verdict.</param>
    public static Task<AuditVerdict> Run(PeakPlan plan, string journals, LoadedSystem system, Action<string> progress, CancellationToken cancellation) =>
        throw new NotImplementedException();
}
