using System.Text.Json;
using AfterSales.LoadTests.Driving;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.Tests.LoadTests.Driving;

/// <summary>A small shop, really driven.</summary>
public sealed class SmallRunTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    public async Task Cases_of_all_kinds_are_driven_to_their_end_and_every_command_is_in_the_journal(int agents)
    {
        await using var system = await InProcessSystem.Start();
        using var folder = new TemporaryFolder();
        var plan = new PeakPlan
        {
            Seed = 7, Run = $"t{agents}", Arrivals = new ArrivalPlan("steady", 20, 6), Customers = 40, Products = 50, Agents = agents, AgentCapacity = 200,
            ThinkMilliseconds = 20, DrainSeconds = 14, StreamShare = 0.3, Compression = 200_000,
        };

        var result = await DriverFleet.Drive(plan, system, new FleetSettings(1, 0, null, folder.Path), _ => { }, _ => { }, TestContext.Current.CancellationToken);

        var driver = Assert.Single(result.Drivers);
        foreach (var operation in driver.Operations) TestContext.Current.SendDiagnosticMessage($"{operation.Name} {operation.Succeeded} {operation.Refused} {operation.GivenUp}");
        var entries = File.ReadLines(JournalWriter.PathOf(folder.Path, driver.Driver)).Select(line => JsonSerializer.Deserialize(line, JournalJson.Default.JournalEntry)!).ToArray();
        foreach (var entry in entries.Where(e => e.Outcome != CommandOutcome.Acknowledged)) TestContext.Current.SendDiagnosticMessage(entry.ToString());
        foreach (var g in entries.Where(e => e.Ticket != null).GroupBy(e => e.Ticket).Select(g => g.Last(e => e.Step != null).Step).GroupBy(s => s)) TestContext.Current.SendDiagnosticMessage($"{g.Key} {g.Count()}");
    }
}
