using System.CommandLine;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.HttpBench;
using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.RoutingBench;
using AfterSales.LoadTests.SlaBench;
using AfterSales.LoadTests.StoredBench;

namespace AfterSales.LoadTests.Running;

/// <summary><c>all</c>: every bench that needs no file, one after another, each at its defaults.</summary>
internal static class AllCommand
{
    public static Command Create()
    {
        var command = new Command("all", "Runs log, commands, http, routing, sla, memory and growth.");
        command.SetAction(async (_, cancellation) =>
        {
            var worst = 0;
            foreach (var bench in new[] { LogCommand.Create(), CommandsCommand.Create(), HttpCommand.Create(), RoutingCommand.Create(), SlaCommand.Create(), MemoryCommand.Create(), GrowthCommand.Create() })
            {
                worst = Math.Max(worst, await bench.Parse([]).InvokeAsync(cancellationToken: cancellation));
            }

            return worst;
        });
        return command;
    }
}
