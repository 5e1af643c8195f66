using System.CommandLine;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.HttpBench;
using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Reference.Service;
using AfterSales.LoadTests.RoutingBench;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Shop;
using AfterSales.LoadTests.SlaBench;
using AfterSales.LoadTests.StoredBench;
using Spectre.Console;

if (Console.IsOutputRedirected)
{
    // A file wants whole lines and no colours.
    AnsiConsole.Profile.Width = 180;
    AnsiConsole.Profile.Capabilities.Ansi = false;
    AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
}

var root = new RootCommand("Benchmarks and load drivers of AfterSales. Results are printed and written to artifacts/bench/<name>.json.")
{
    ShopCommand.Create(),
    LogCommand.Create(),
    CommandsCommand.Create(),
    HttpCommand.Create(),
    RoutingCommand.Create(),
    SlaCommand.Create(),
    MemoryCommand.Create(),
    GrowthCommand.Create(),
    AllCommand.Create(),
    JoinCommand.Create(),
    DriveCommand.Create(),
    DriveShareCommand.Create(),
    DrivePeakCommand.Create(),
    ReferenceCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
