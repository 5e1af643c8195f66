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

// A stop is bounded by Engine:ShutdownTimeout (at most 5 min); the parser's own 2 s would cut it short.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromMinutes(6) });
