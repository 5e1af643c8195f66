using System.Text.Json.Nodes;
using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;

namespace AfterSales.Hosting.Demo;

/// <summary>
/// A small chat desk that works by itself, so that routing can be watched: its own queue, agents of a department of their own (they never touch other
/// cases), and waves of questions that fill the queue and are worked off.
/// </summary>
internal sealed partial class DemoDesk(IGrainFactory grains, TimeProvider time, ILogger<DemoDesk> logger)
{
    public const string Queue = "demo";
    public const string Tier = "demo";

    private const string Department = "demo-desk";
    private const int Agents = 6;
    private const int Waves = 20;

    private static readonly TimeSpan WaveEvery = TimeSpan.FromSeconds(90);
    /// <summary>Every process has heard of a published policy by then.</summary>
    private static readonly TimeSpan Settles = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(2);
    private static readonly Caller Lead = new("aftersales", "demo-lead", Roles.Lead);

    /// <summary>Works until the host stops; a fault never ends the host.</summary>
    public async Task Run(CancellationToken stopping)
    {
        try
        {
            await Prepare(stopping);
            await Task.Delay(Settles, time, stopping);
            var agents = Enumerable.Range(1, Agents).Select(number => new DemoAgent(grains, time, AgentId(number)).Work(stopping)).ToArray();
            for (var wave = 1; wave <= Waves && await RoutesDemoCases(); wave++)
            {
                await new DemoWave(grains).Open(stopping);
                await Task.Delay(WaveEvery, time, stopping);
            }

            await Task.WhenAll(agents);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            LogEnded(exception);
        }
    }

    private static string AgentId(int number) => $"demo-agent-{number}";

    private async Task Prepare(CancellationToken stopping)
    {
        var queue = new QueueDefinition { Name = "Demo desk", Department = Department };
        await Done(() => grains.GetGrain<IQueueCatalogGrain>(IQueueCatalogGrain.Key).Put(Queue, queue, Context()), stopping);
        await Done(RouteDemoCases, stopping);
        for (var number = 1; number <= Agents; number++)
        {
            var agent = grains.GetGrain<IAgentGrain>(AgentId(number));
            var profile = new AgentProfile { Name = $"Demo agent {number}", Team = "demo", Departments = [Department], Languages = ["en", "zh"] };
            await Done(() => agent.Put(profile, Context()), stopping);
            await Done(() => agent.SetPresence(Presence.Online, null, Context()), stopping);
        }
    }

    /// <summary>One more rule in front of the built-in ones; a policy that somebody published is left alone.</summary>
    private async Task<Outcome<PolicyDocument>> RouteDemoCases()
    {
        var policy = grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(PolicyNames.Routing));
        var found = await policy.Get();
        if (!found.Succeeded || found.Value.Version > 1)
        {
            return found;
        }

        var document = JsonNode.Parse(found.Value.Json)!;
        document["rules"]!.AsArray().Insert(0, new JsonObject { ["name"] = "demo-desk", ["tiers"] = new JsonArray(Tier), ["departments"] = new JsonArray("service"), ["queue"] = Queue });
        return await policy.Publish(document.ToJsonString(), Context());
    }

    /// <summary>Where somebody published another policy, waves would come to desks of real people.</summary>
    private async Task<bool> RoutesDemoCases()
    {
        var found = await Asked(() => grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(PolicyNames.Routing)).Get());
        return !found.Succeeded || found.Value.Json.Contains($"\"{Queue}\"", StringComparison.Ordinal);
    }

    /// <summary>The cluster may still be settling: what answers "later" is asked again, what refuses is a defect and ends the desk.</summary>
    private async Task Done<T>(Func<Task<Outcome<T>>> call, CancellationToken stopping)
    {
        for (var outcome = await Asked(call); !outcome.Succeeded; outcome = await Asked(call))
        {
            if (outcome.Failure.RetryAfter is null)
            {
                throw new HostRefusedException($"the demo desk was refused: {outcome.Failure.Code}, {outcome.Failure.Detail}");
            }

            await Task.Delay(RetryAfter, time, stopping);
        }
    }

    /// <summary>A silo that dies in the middle is a "later" as well.</summary>
    private static async Task<Outcome<T>> Asked<T>(Func<Task<Outcome<T>>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception exception)
        {
            return new Failure(FailureCodes.Overloaded, exception.Message) { RetryAfter = 1 };
        }
    }

    private static CallContext Context() => new(Lead, CommandId.New());

    [LoggerMessage(4080, LogLevel.Warning, "The demo desk has ended; everything else goes on")]
    private partial void LogEnded(Exception exception);
}
