using AfterSales.LoadTests.LogBench;
using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>One run after the other on one system; every measurement has a queue of its own.</summary>
internal sealed class RoutingRounds(ProductHost host, BenchDatabase database, RoutingSettings settings, BenchProgress progress)
{
    private static readonly TimeSpan SingleRowTime = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan PullTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan WaitTime = TimeSpan.FromSeconds(25);
    private const int WaitAgents = 40;
    private const int WaitBacklog = 400;

    private readonly AssignmentWatch _watch = host.Services.GetRequiredService<AssignmentWatch>();

    public async Task<RoutingFigures> Run()
    {
        var (few, many, wait) = (Desk("few", Channel.Web), Desk("many", Channel.App), Desk("wait", Channel.Email));
        RoutingDesk[] bursts = [.. Enumerable.Range(0, settings.Rounds + 1).Select(round => Desk($"burst{round}", Channel.Chat))];
        await using var rows = NpgsqlDataSource.Create(database.ConnectionString);
        await using (var create = rows.CreateCommand(SingleRowLoop.CreateTable))
        {
            await create.ExecuteNonQueryAsync();
        }

        var figures = new RoutingFigures();
        figures.Decisions = Step("decisions of one shard", () => DecisionBench.Run(settings.Seed));
        await Publish(bursts[0], few, many, wait);
        await few.Register(settings.Agents, 1);
        await many.Register(settings.Agents, 1);
        await wait.Register(WaitAgents, 1);
        await Step($"{settings.Waiting:N0} cases wait", () => many.TopUp(settings.Waiting + settings.Agents));
        await Step("warm-up", () => WarmUp(bursts[0], few));
        for (var round = 1; round <= settings.Rounds; round++)
        {
            var burst = bursts[round];
            await Publish(burst, few, many, wait);
            await database.Settle();
            figures.SingleRow.Add(await Step($"round {round}: single rows", () => SingleRowLoop.Run(rows, SingleRowTime)));
            figures.Bursts.Add(await Step($"round {round}: backlog", () => new BacklogBurst(burst, _watch).Run(settings.Agents, settings.Cases)));
            figures.Few.Add(await Step($"round {round}: {RoutingSettings.Few:N0} waiting", () => Loop(few, RoutingSettings.Few, settings.Cases)));
            figures.Many.Add(await Step($"round {round}: {settings.Waiting:N0} waiting", () => Loop(many, settings.Waiting, settings.Cases)));
        }

        var half = settings.PullRate > 0 ? settings.PullRate : Rounds.Median(figures.Many.Select(round => round.PerSecond)) / 2;
        await many.TopUp(Math.Max(settings.Waiting, (int)(half * PullTime.TotalSeconds)) + (2 * settings.Agents));
        var pull = new OpenLoop(many, _watch);
        figures.Pull = await Step("pull latency at half of the sustained rate", () => pull.Run(settings.Agents, half, PullTime));
        figures.PullCollector = pull.Collector;
        figures.WaitErrors = await Step("expected wait", () => new WaitPrediction(wait, _watch, settings.Seed).Run(WaitAgents, WaitBacklog, WaitTime));
        return figures;
    }

    private async Task WarmUp(RoutingDesk burst, RoutingDesk few)
    {
        await new BacklogBurst(burst, _watch).Run(settings.Agents, settings.Cases / 2);
        await Loop(few, RoutingSettings.Few, settings.Cases / 2);
    }

    /// <summary>Every agent takes one case at once; beside these the backlog is as large as its name says.</summary>
    private async Task<Round> Loop(RoutingDesk desk, int waiting, int cases)
    {
        await desk.TopUp(waiting + settings.Agents);
        return await new ClosedLoop(desk, _watch, settings.Workers).Run(settings.Agents, cases);
    }

    private RoutingDesk Desk(string name, Channel channel) => new(host, name, settings.Workers) { Channel = channel };

    private Task Publish(params RoutingDesk[] desks) => RoutingDesk.Publish(host, [.. desks.Select(desk => (desk.Channel, desk.Queue))]);

    private async Task Step(string what, Func<Task> work) => await Step(what, async () =>
    {
        await work();
        return true;
    });

    private async Task<T> Step<T>(string what, Func<Task<T>> work)
    {
        progress.Say($"routing: {what}");
        var result = await work();
        progress.Step();
        return result;
    }

    private T Step<T>(string what, Func<T> work)
    {
        progress.Say($"routing: {what}");
        var result = work();
        progress.Step();
        return result;
    }
}
