using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Peak;

/// <summary>One run: drive, sample meanwhile, do what is to happen meanwhile, audit. <c>surge</c>, <c>soak</c> and <c>chaos</c> are made of it.</summary>
internal static class PeakRun
{
    /// <param name="during">Begins at the first arrival and gets that moment; faults are thrown in here. The run waits for it before it audits.</param>
    public static Task<PeakOutcome> Run(
        PeakPlan plan,
        LoadedSystem system,
        FleetSettings settings,
        Func<DateTimeOffset, CancellationToken, Task>? during,
        Action<FleetProgress> progress,
        CancellationToken cancellation) => throw new NotImplementedException();
}

internal sealed record PeakOutcome(PeakPlan Plan, FleetResult Fleet, ImmutableArray<SystemSample> Samples, AuditVerdict Audit);
