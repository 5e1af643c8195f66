using System.CommandLine;
using AfterSales.Hosting.Cli;

var root = new RootCommand("AfterSales: after-sales cases as actors on an event log. ./run starts it with everything it needs.")
{
    ServeCommand.Create(),
    TokenCommand.Create(),
    MigrateCommand.Create(),
    RepairLogCommand.Create(),
    SmokeCommand.Create(),
};

return await root.Parse(args).InvokeAsync();
