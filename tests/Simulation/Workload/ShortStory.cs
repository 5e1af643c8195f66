using AfterSales.Agents;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Tests.Simulation.Oracle;
using AfterSales.Tests.Simulation.Worlds;
using AfterSales.Tickets;

namespace AfterSales.Tests.Simulation.Workload;

/// <summary>
/// Two agents and one case, always the same steps, so that something can be broken after each of them in turn. Once it is broken nobody begins anything new:
/// what is under way must settle by itself.
/// </summary>
internal sealed class ShortStory : IDisposable
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly Office _office;
    private readonly Client _client;
    private readonly Judge _judge;
    private readonly Caller _first = new("sim", "a0", Roles.Agent);
    private readonly string _queue;
    private bool _broken;

    public ShortStory(string queue, int seed, int breakAfter = int.MaxValue, Action<World>? broken = null)
    {
        var policies = PolicySet.Default with { Routing = new(1, new RoutingPolicy { Rules = [new() { Name = "all", Queue = queue }], RampUpSeconds = 0 }) };
        _queue = queue;
        _world = new World(seed, Shop.Setup(new Random(seed)) with { Policies = policies });
        _office = new Office(_world, DateTimeOffset.MaxValue);
        _client = new Client(_world, _world.Dice("client"));
        _judge = new Judge(_office);
        _world.Watch = timeMoves =>
        {
            if (!_broken && _world.Turns.Executed >= breakAfter)
            {
                _broken = true;
                broken!(_world);
            }

            return timeMoves ? _judge.Look() : null;
        };
    }

    /// <summary>Answers how many steps the story has, when nothing breaks it.</summary>
    public int Tell()
    {
        _world.Go(Events);
        _world.Run(Length);
        var steps = _world.Turns.Executed;
        _judge.Verdict();
        return steps;
    }

    public void Dispose() => _world.Dispose();

    private async Task Events()
    {
        var ticket = _world.NextCase();
        _world.Trace.Name(ticket, "T0");
        Func<Task>[] events =
        [
            () => Come("a0"),
            () => Open(ticket),
            Accept,
            () => _office.Execute(_client, ticket, new Approve(), _first),
            () => Come("a1"),
            () => _office.Execute(_client, ticket, new Transfer(null, "a1", "Knows better."), _first),
            () => _office.Execute(_client, ticket, new Release("Not mine."), new Caller("sim", "a1", Roles.Agent)),
        ];
        foreach (var happens in events)
        {
            if (!_broken)
            {
                await happens();
                await _world.Pause(TimeSpan.FromMilliseconds(30));
            }
        }
    }

    private async Task Come(string id)
    {
        var (put, set) = (Context(), Context());
        var profile = new AgentProfile { Name = id, Capacity = 20 };
        await _client.Call(grains => grains.GetGrain<IAgentGrain>(id).Put(profile, put));
        await _client.Call(grains => grains.GetGrain<IAgentGrain>(id).SetPresence(Presence.Online, null, set));
    }

    private Task<TicketView?> Open(Guid ticket)
    {
        var open = new OpenTicket { Kind = TicketKind.Complaint, Subject = "A question", Description = "About the kettle." };
        return _office.Open(_client, ticket, open, new Caller("sim", "c0", Roles.Customer));
    }

    private async Task Accept()
    {
        var (look, accept) = (Context(), Context());
        var work = await _client.Call(grains => grains.GetGrain<IAgentGrain>("a0").GetWork(look));
        if (work?.Value?.Offers is [var offer] && !_broken)
        {
            var accepted = await _client.Call(grains => grains.GetGrain<IAgentGrain>("a0").AcceptOffer(offer.OfferId, accept));
            if (accepted?.Value?.Assignment is { } request && !_broken)
            {
                await _client.Call(grains => grains.GetGrain<ITicketGrain>(request.TicketId).Assign(request));
            }
        }
    }

    private static CallContext Context() => new(Staff.Lead, CommandId.New());

    public override string ToString() => $"one case in {_queue}";
}
