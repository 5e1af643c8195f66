using System.Text.Json.Nodes;
using AfterSales.Agents;
using AfterSales.LoadTests.CommandsBench;
using AfterSales.LoadTests.Product;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tickets;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>Queues, agents and cases of the routing bench: each measurement has a queue, a department and agents of its own.</summary>
internal sealed class RoutingDesk(ProductHost host, string name, int workers)
{
    public const int Units = 20;

    private static readonly Caller Lead = new("bench", "bench-lead", Roles.Lead);

    /// <summary>The channel stands for the desk in the routing rules: consultations of one measurement come by it.</summary>
    public required Channel Channel { get; init; }

    public string Queue => name;

    public IQueueGrain Shard => host.Grains.GetGrain<IQueueGrain>(QueueKeys.Of(name));

    public string AgentId(int number) => $"{name}-{number}";

    public IAgentGrain Agent(string id) => host.Grains.GetGrain<IAgentGrain>(id);

    /// <summary>A rule per channel, no ramp-up and no first-action timeout: the machinery is measured, not the patience of people.</summary>
    public static async Task Publish(ProductHost host, params (Channel Channel, string Queue)[] desks)
    {
        var grain = host.Grains.GetGrain<IPolicyGrain>(PolicyNames.GrainKey(PolicyNames.Routing));
        var policy = JsonNode.Parse(ProductSide.Require(await grain.Get()).Json)!;
        policy["rules"] = new JsonArray([.. desks.Select(desk => (JsonNode)new JsonObject
        {
            ["name"] = desk.Queue, ["channels"] = new JsonArray($"{desk.Channel}"), ["queue"] = desk.Queue,
        })]);
        policy["unitsByChannel"] = new JsonObject();
        policy["unitsByKind"] = new JsonObject { ["Consultation"] = Units };
        policy["rampUpSeconds"] = 0;
        policy["firstActionTimeoutSeconds"] = 0;
        policy["whenOffline"] = "Keep";
        foreach (var desk in desks)
        {
            var queue = new QueueDefinition { Name = desk.Queue, Department = desk.Queue };
            ProductSide.Require(await host.Grains.GetGrain<IQueueCatalogGrain>(IQueueCatalogGrain.Key).Put(desk.Queue, queue, Context()));
        }

        var version = ProductSide.Require(await grain.Publish(policy.ToJsonString(), Context())).Version;
        var inForce = host.Services.GetRequiredService<IPolicySource>();
        while (inForce.Current.Routing.Version < version)
        {
            await Task.Delay(100);
        }

        await host.Services.GetRequiredService<IQueueSource>().Refresh();
    }

    /// <summary>Registers agents, offline.</summary>
    public Task Register(int agents, int casesEach) => Each(agents, async number => ProductSide.Require(await Agent(AgentId(number)).Put(
        new AgentProfile { Name = $"Agent {number}", Departments = [name], Capacity = casesEach * Units }, Context())));

    public Task SetPresence(int agents, Presence presence) => Each(agents, async number =>
        ProductSide.Require(await Agent(AgentId(number)).SetPresence(presence, null, Context())));

    /// <summary>Opens so many consultations; they come to wait in the desk's queue.</summary>
    public Task Open(int count) => Each(count, number => OpenOne(number));

    public async Task<Guid> OpenOne(int number)
    {
        var id = Guid.CreateVersion7();
        var open = new OpenTicket
        {
            Kind = TicketKind.Consultation,
            Category = TicketCategory.Service,
            Channel = Channel,
            Subject = "How does it work?",
            Description = "The bench wants to know.",
        };
        var caller = new Caller("bench", $"{name}-c{number % 5_000}", Roles.Customer);
        ProductSide.Require(await host.Grains.GetGrain<ITicketGrain>(id).Open(open, ProductSide.Context(caller)));
        return id;
    }

    /// <summary>One command that ends the case, and with it the agent's work: the customer needs no answer any more.</summary>
    public async Task Finish(SeenAssignment seen) => ProductSide.Require(await host.Grains.GetGrain<ITicketGrain>(seen.TicketId).Execute(
        new Cancel(), ProductSide.Context(new Caller("bench", seen.Customer, Roles.Customer))));

    private async Task Finish(Guid ticketId)
    {
        var ticket = host.Grains.GetGrain<ITicketGrain>(ticketId);
        var customer = ProductSide.Require(await ticket.Get(Context())).CustomerId;
        ProductSide.Require(await ticket.Execute(new Cancel(), ProductSide.Context(new Caller("bench", customer, Roles.Customer))));
    }

    /// <summary>Waits until the shard has seen what was opened.</summary>
    public async Task WaitForWaiting(int count)
    {
        while (ProductSide.Require(await Shard.GetStats()).Waiting < count)
        {
            await Task.Delay(50);
        }
    }

    /// <summary>Waits until every agent has work: as long as cases wait, nobody stays idle.</summary>
    public async Task AllBusy(int agents)
    {
        for (var number = 0; number < agents; number++)
        {
            while (ProductSide.Require(await Agent(AgentId(number)).GetWork(Context())).UnitsInUse == 0)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Finishes whatever the agents still hold; they are offline and get nothing new.</summary>
    public Task Clear(int agents) => Each(agents, async number =>
    {
        while (ProductSide.Require(await Agent(AgentId(number)).GetWork(Context())) is { UnitsInUse: > 0 } work)
        {
            foreach (var ticket in work.Tickets.Where(ticket => ticket.Active))
            {
                await Finish(ticket.TicketId);
            }

            await Task.Delay(20);
        }
    });

    /// <summary>Opens what is missing to so many waiting cases.</summary>
    public async Task TopUp(int count)
    {
        await Open(Math.Max(0, count - ProductSide.Require(await Shard.GetStats()).Waiting));
        await WaitForWaiting(count);
    }

    private Task Each(int count, Func<int, Task> work) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = workers }, async (number, _) => await work(number));

    private static CallContext Context() => ProductSide.Context(Lead);
}
