using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Peak;

/// <summary>What one run showed.</summary>
internal sealed record PeakOutcome(PeakPlan Plan, FleetResult Fleet, ImmutableArray<SystemSample> Samples, AuditVerdict Audit)
{
    /// <summary>Ended by its user before all had arrived.</summary>
    public bool Interrupted { get; init; }

    /// <summary>Processes that ended by themselves meanwhile.</summary>
    public ImmutableArray<UnexpectedEnd> Ends { get; init; } = [];

    /// <summary>Fronts that did not answer after the drain.</summary>
    public ImmutableArray<Uri> DeadFronts { get; init; } = [];

    /// <summary>Bytes by table before and after; null where the database is not in reach.</summary>
    public ImmutableSortedDictionary<string, long>? SizesBefore { get; init; }

    public ImmutableSortedDictionary<string, long>? SizesAfter { get; init; }
}
