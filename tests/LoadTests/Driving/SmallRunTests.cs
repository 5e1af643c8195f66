using System.Text.Json;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Peak.Reporting;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Arrivals;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>A small shop, really driven against the product.</summary>
public sealed class SmallRunTests
{
    private static readonly string[] Actions =
    [
        "approve", "cancel", "confirm-delivery", "confirm-receipt", "finish-repair", "open", "refund-issued", "reply", "report-delivery", "request-info", "resolve",
        "ship-replacement", "ship-return", "start-repair",
    ];

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(8, 2, true)]
    [InlineData(20, 2, false)]
    public async Task Cases_of_all_kinds_are_driven_to_their_end_and_every_command_is_in_the_journal(int agents, int drivers, bool inProcess)
    {
        await using var system = await InProcessSystem.Start();
        using var folder = new TemporaryFolder();
        var plan = Plan with { Run = $"t{agents}", Agents = agents };
        var (started, phases) = (DateTimeOffset.MinValue, new List<string>());

        var result = await DriverFleet.Drive(
            plan, system, new FleetSettings(drivers, 0, null, folder.Path) { InProcess = inProcess }, at => started = at, progress => phases.Add(progress.Phase),
            TestContext.Current.CancellationToken);

        Assert.Equal(drivers, result.Drivers.Length);
        Assert.Equal(result.StartedAt, started);
        Assert.Equal(
            ArrivalTimes.Of(plan).CountBy(second => (int)second).Select(count => (count.Key, (long)count.Value)),
            result.Drivers.SelectMany(driver => driver.Slices).GroupBy(slice => slice.Index).Select(slices => (slices.Key, slices.Sum(slice => slice.Arrivals))).Where(slice => slice.Item2 > 0).Order());
        Assert.Equal(["preparing", "driving", "draining"], phases.Distinct().Take(3));
        var entries = result.Drivers.SelectMany(driver => Read(folder.Path, driver)).ToArray();
        Assert.Empty(Actions.Except(entries.Select(entry => entry.Action)));
        foreach (var driver in result.Drivers)
        {
            AssertCounted(driver, Read(folder.Path, driver));
        }

        Assert.Empty(entries.Where(entry => entry.Outcome == CommandOutcome.Unknown));
        Assert.Equal(entries.Length, entries.Select(entry => (entry.Subject, entry.Key)).Distinct().Count());
        var ends = entries.Where(entry => entry.Ticket is not null && entry.Step is not null).GroupBy(entry => entry.Ticket)
            .Select(commands => commands.MaxBy(command => command.Version)!.Step!).ToArray();
        Assert.True(ends.Count(Turns.IsOver) > ends.Length * 0.7, string.Join(", ", ends.CountBy(step => step)));
        var refused = entries.Count(entry => entry.Outcome == CommandOutcome.Refused);
        Assert.True(refused < entries.Length * 0.05, $"{refused} of {entries.Length} were refused");
        Assert.True(result.Drivers.Sum(driver => driver.StreamEvents) > 0);
        var turnedAway = entries.Count(entry => entry is { Action: "open", Outcome: CommandOutcome.Refused });
        Assert.InRange(result.Drivers.Sum(driver => driver.RefusedAsPlanned), Math.Max(1, turnedAway - 1), turnedAway);
    }

    [Fact]
    public async Task Who_joins_from_elsewhere_drives_his_share_and_sends_his_journal()
    {
        await using var system = await InProcessSystem.Start();
        using var folder = new TemporaryFolder();
        var joined = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        var listen = new Uri("http://127.0.0.1:0");
        var plan = Plan with { Run = "j", Arrivals = new ArrivalPlan("steady", 10, 2), DrainSeconds = 2 };

        var driving = DriverFleet.Drive(
            plan, system, new FleetSettings(1, 1, listen, folder.Path) { InProcess = true }, _ => { }, progress => _ = progress.Join is { } at && joined.TrySetResult(at),
            TestContext.Current.CancellationToken);
        var address = await joined.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var own = await new FleetWorker(address, journals: null).Run(TestContext.Current.CancellationToken);
        var result = await driving;

        Assert.Equal(["d1", "d2"], result.Drivers.Select(driver => driver.Driver));
        Assert.Contains(own.Driver, result.Drivers.Select(driver => driver.Driver));
        Assert.All(result.Drivers, driver => AssertCounted(driver, Read(folder.Path, driver)));
        var cases = result.Drivers.SelectMany(driver => Read(folder.Path, driver)).Where(entry => entry.Action == "open").Select(entry => entry.Key).ToArray();
        Assert.Equal(result.Drivers.Sum(driver => driver.Slices.Sum(slice => slice.Arrivals)), cases.Distinct().Count());
    }

    [Fact]
    public async Task A_run_that_cannot_be_driven_says_so_in_one_line()
    {
        await using var system = await InProcessSystem.Start();
        using var folder = new TemporaryFolder();

        var refused = await Assert.ThrowsAsync<BenchRefusedException>(() => DriverFleet.Drive(
            Plan, system, new FleetSettings(1, 0, null, folder.Path, Cores: "no such core"), _ => { }, _ => { }, TestContext.Current.CancellationToken));

        Assert.Contains("A driver", refused.Message, StringComparison.Ordinal);
    }

    /// <summary>Promises run 200,000 times as fast: what customers leave undone is decided within the drain.</summary>
    private static PeakPlan Plan { get; } = new()
    {
        Seed = 7,
        Run = "t",
        Arrivals = new ArrivalPlan("steady", 20, 5),
        Customers = 40,
        Products = 50,
        Agents = 0,
        AgentCapacity = 200,
        ThinkMilliseconds = 20,
        DrainSeconds = 8,
        StreamShare = 0.3,
        Compression = 200_000,
    };

    private static JournalEntry[] Read(string folder, DriverResult driver) =>
        [.. File.ReadLines(JournalWriter.PathOf(folder, driver.Driver)).Select(line => JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry)!)];

    /// <summary>What is counted and what is written down are the same.</summary>
    private static void AssertCounted(DriverResult driver, JournalEntry[] entries)
    {
        var commands = driver.Operations.Where(operation => operation.Name is not ("read" or "list" or "timeline" or "work"));
        var written = entries.Where(entry => entry.Outcome == CommandOutcome.Acknowledged && entry.Action != "order").CountBy(entry => entry.Action);
        Assert.Equal(written.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (count.Key, (long)count.Value)), commands.Where(operation => operation.Succeeded > 0).Select(operation => (operation.Name, operation.Succeeded)));
        Assert.Equal(driver.Slices.Sum(slice => slice.Succeeded), driver.Operations.Sum(operation => operation.Succeeded));
        var (planned, sent) = (driver.Slices.Sum(slice => slice.Planned), driver.Slices.Sum(slice => slice.Sent));
        Assert.InRange(sent, planned * DriverFigures.LeastSent, planned);
        Assert.Equal(0, driver.Missed);
        var delays = new LatencyHistogram();
        delays.Add(driver.SendDelay);
        Assert.Equal(sent, delays.Count);
    }
}
