using AfterSales.LoadTests.Audit;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Sampling;
using AfterSales.LoadTests.Sampling.Store;
using AfterSales.LoadTests.Systems;
using AfterSales.LoadTests.Workload;

namespace AfterSales.LoadTests.Peak;

/// <summary>One run: drive, sample meanwhile, do what is to happen meanwhile, audit. <c>surge</c>, <c>soak</c> and <c>chaos</c> are made of it.</summary>
internal static class PeakRun
{
    /// <summary>Kind of fault of an audit that broke off.</summary>
    public const string Unfinished = "audit-unfinished";

    private const double MaxSamples = 3_600;

    /// <summary>A front that is only busy with what is left of the load gets that long.</summary>
    private static readonly TimeSpan FrontsAnswerWithin = TimeSpan.FromSeconds(10);

    /// <param name="during">Begins at the first arrival and gets that moment; faults are thrown in here. The run waits for it before it audits.</param>
    /// <param name="progress">Told of the phases of <see cref="DriverFleet"/>, then <c>auditing</c>.</param>
    /// <param name="cancellation">Ends the driving early; what was driven until then is audited and answered.</param>
    public static async Task<PeakOutcome> Run(
        PeakPlan plan,
        LoadedSystem system,
        FleetSettings settings,
        Func<DateTimeOffset, CancellationToken, Task>? during,
        Action<FleetProgress> progress,
        CancellationToken cancellation)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var before = await StoreSizes.Read(system.ConnectionString);
        var ended = system.Ends.Length;
        SystemSampler? sampler = null;
        var meanwhile = Task.CompletedTask;
        try
        {
            var fleet = await DriverFleet.Drive(plan, system, settings, Start, progress, cancellation);
            await Quiet(meanwhile, cancellation);

            // Who is impatient with the audit has driven all the same what was to be driven.
            var interrupted = cancellation.IsCancellationRequested;
            var samples = sampler is null ? [] : await sampler.Stop();
            var after = await StoreSizes.Read(system.ConnectionString);
            var dead = await FrontCheck.Dead(system.Fronts, FrontsAnswerWithin);
            var verdict = await Audit(plan, fleet, system, what => progress(new FleetProgress("auditing", 0) { Detail = what }));
            return new PeakOutcome(plan, fleet, samples, verdict)
            {
                Interrupted = interrupted, Ends = [.. system.Ends.Skip(ended)], DeadFronts = dead, SizesBefore = before, SizesAfter = after,
            };
        }
        finally
        {
            if (sampler is not null)
            {
                await sampler.DisposeAsync();
            }

            await ending.CancelAsync();
            await Quiet(meanwhile, ending.Token);
        }

        void Start(DateTimeOffset firstArrival)
        {
            var seconds = plan.Arrivals.Seconds + plan.DrainSeconds;
            sampler = SystemSampler.Start(system, firstArrival, TimeSpan.FromSeconds(Math.Max(1, seconds / MaxSamples)));
            meanwhile = during is null ? Task.CompletedTask : Task.Run(() => AtFirstArrival(during, firstArrival, ending.Token), CancellationToken.None);
        }
    }

    private static async Task AtFirstArrival(Func<DateTimeOffset, CancellationToken, Task> during, DateTimeOffset firstArrival, CancellationToken cancellation)
    {
        var wait = firstArrival - DateTimeOffset.UtcNow;
        if (wait > TimeSpan.Zero)
        {
            await Task.Delay(wait, cancellation);
        }

        await during(firstArrival, cancellation);
    }

    /// <summary>An audit that breaks off proves nothing, so it is a fault; what was measured until then is still worth telling.</summary>
    private static async Task<AuditVerdict> Audit(PeakPlan plan, FleetResult fleet, LoadedSystem system, Action<string> progress)
    {
        progress("begins");
        try
        {
            // A run that was ended early is audited like any other.
            return await Auditor.Run(plan, fleet, system, progress, CancellationToken.None);
        }
        catch (Exception failure)
        {
            return new AuditVerdict
            {
                Faults = ImmutableSortedDictionary<string, long>.Empty.Add(Unfinished, 1),
                Findings = [new AuditFinding(Unfinished, failure.Message)],
            };
        }
    }

    /// <summary>Being ended early is no failure of what happened meanwhile.</summary>
    private static async Task Quiet(Task meanwhile, CancellationToken cancellation)
    {
        try
        {
            await meanwhile;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
        }
    }
}
