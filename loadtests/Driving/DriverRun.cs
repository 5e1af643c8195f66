using AfterSales.LoadTests.Driving.Agents;
using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Driving.Counting;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Driving.Setup;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Workload.Arrivals;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving;

/// <summary>One driver, in whatever process: prepares its share of the shop, waits for the common start, drives its share, and says what came of it.</summary>
internal sealed class DriverRun(DriverTask task, string journals, Action<DriverProgress> progress)
{
    /// <summary>Fewer than a front has places for; what a fleet holds is divided among its drivers.</summary>
    private const int StreamPlaces = 1_600;

    private static readonly TimeSpan TellEvery = TimeSpan.FromSeconds(1);
    private readonly double[] _arrivals = ArrivalTimes.Of(task.Plan);

    /// <param name="whenReady">Told that the share is prepared; answers when the first arrival is due.</param>
    /// <param name="cancellation">Ends the run without a result.</param>
    /// <param name="enough">Ends it after the start with the result until then.</param>
    public async Task<DriverResult> Run(Func<Task<DateTimeOffset>> whenReady, CancellationToken cancellation, CancellationToken enough = default)
    {
        var shop = new SeededShop(task.Plan, _arrivals.Length);
        await using var journal = JournalWriter.Create(journals, task.Driver);
        using var wire = new WireClient(task.Key, task.Plan.Run);
        await Prepare(shop, wire, journal, cancellation);
        progress(new DriverProgress("ready", 1));
        var clock = RunClock.StartingAt(await whenReady());
        return await Drive(shop, wire, journal, clock, enough, cancellation);
    }

    private async Task Prepare(SeededShop shop, WireClient wire, JournalWriter journal, CancellationToken cancellation)
    {
        // Times of the import are before the start, wherever that will be; only their order matters.
        var counters = new DriverCounters(task.Plan.SliceMilliseconds);
        var clock = RunClock.StartingAt(DateTimeOffset.UtcNow.AddHours(1));
        var caller = new PatientCaller(wire, task.Fronts, clock, counters, journal, TimeSpan.FromSeconds(120), cancellation);
        await new OrderImport(shop, task.Plan.Run, caller, journal, task.Today)
            .Run(task.Share, task.Of, done => progress(new DriverProgress("preparing", done)), cancellation);
        await new AgentSetup(task, caller).Run(cancellation);
    }

    private async Task<DriverResult> Drive(SeededShop shop, WireClient wire, JournalWriter journal, RunClock clock, CancellationToken enough, CancellationToken cancellation)
    {
        var plan = task.Plan;
        var counters = new DriverCounters(plan.SliceMilliseconds);
        var end = RunClock.Micros(plan.Arrivals.Seconds + plan.DrainSeconds);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(cancellation, enough);
        stopping.CancelAfter(TimeSpan.FromMicroseconds(Math.Max(1, end - clock.Now)));
        var caller = new PatientCaller(wire, task.Fronts, clock, counters, journal, TimeSpan.FromSeconds(plan.PatienceSeconds), stopping.Token);
        using var streams = new StreamRoom(wire, task.Fronts, StreamPlaces / task.Of, counters.Streams, stopping.Token);
        var desk = new CaseDesk(plan, new CaseStories(plan, shop), caller, streams, stopping.Token);
        var cases = new OpenLoop(desk, _arrivals, task.Share, task.Of);
        cases.Plan();
        await clock.Until(0, cancellation);
        var before = Environment.CpuUsage.TotalTime;
        var telling = Tell(counters, clock, stopping.Token);
        await using var team = AgentTeam.Start(desk, task);
        try
        {
            await cases.Run();
        }
        finally
        {
            // Agents and the teller go on until they are told.
            await stopping.CancelAsync();
        }

        await Task.WhenAll(telling, team.Ended);
        cancellation.ThrowIfCancellationRequested();
        progress(Now("done", counters, 1));
        return counters.ToResult(task.Driver, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private async Task Tell(DriverCounters counters, RunClock clock, CancellationToken stopping)
    {
        var (seconds, drain) = (task.Plan.Arrivals.Seconds, task.Plan.DrainSeconds);
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(TellEvery, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var second = clock.Now / 1e6;
            counters.FreezeBefore(clock.Now);
            progress(second < seconds ? Now("driving", counters, second / seconds) : Now("draining", counters, Math.Min(1, (second - seconds) / Math.Max(drain, 1e-3))));
        }
    }

    private static DriverProgress Now(string phase, DriverCounters counters, double done) => new(phase, done)
    {
        Cases = counters.Cases,
        Operations = counters.Succeeded,
        Errors = counters.Errors,
        Recent = counters.TakeRecent(),
    };
}
