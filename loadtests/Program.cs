using System.CommandLine;
using AfterSales.LoadTests.Chaos;
using AfterSales.LoadTests.Chaos.Restart;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Compare;
using AfterSales.LoadTests.Driving.Fleet;
using AfterSales.LoadTests.HttpBench;
using AfterSales.LoadTests.HttpBench.Driver;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Overload;
using AfterSales.LoadTests.Peak;
using AfterSales.LoadTests.Reference.Service;
using AfterSales.LoadTests.RoutingBench;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Running.Help;
using AfterSales.LoadTests.Scale;
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

var root = new RootCommand("Load, faults and measurements for AfterSales: puts a promotion day on the system and proves what it held, or measures one part of it.")
{
    SurgeCommand.Create(),
    SoakCommand.Create(),
    ShopCommand.Create(),
    LogCommand.Create(),
    CommandsCommand.Create(),
    CompareCommand.Create(),
    HttpCommand.Create(),
    RoutingCommand.Create(),
    SlaCommand.Create(),
    MemoryCommand.Create(),
    GrowthCommand.Create(),
    ChaosCommand.Create(),
    RestartCommand.Create(),
    OverloadCommand.Create(),
    ScaleCommand.Create(),
    AllCommand.Create(),
    JoinCommand.Create(),
    DriveCommand.Create(),
    DriveShareCommand.Create(),
    DrivePeakCommand.Create(),
    ReferenceCommand.Create(),
};

HelpPages.Describe(root, RootHelp.Page);

return await BenchProgram.Run(root, args);
