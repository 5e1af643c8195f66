using AfterSales.Agents;
using AfterSales.Calendars;
using AfterSales.Log;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Tests.Simulation.Machine;
using AfterSales.Tickets;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.Embedded;
using Orleans.Runtime;

namespace AfterSales.Tests.Simulation.Worlds;

/// <summary>One process of the product, from its start to its death: the real grains on the embedded engine, and a follower.</summary>
internal sealed class Process : IDisposable
{
    /// <summary>Shorter than the product's 5 s: what is judged is what follows when nobody answers, and that must come often.</summary>
    public static readonly TimeSpan ResponseTimeout = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly ServiceProvider _services;

    public Process(World world)
    {
        _world = world;
        _services = Services(world).BuildServiceProvider();
        Engine = _services.GetRequiredService<EmbeddedEngine>();
        Follower = new Follower(world, this);
        Flows = new Flows(world.Turns, Life);
    }

    public Life Life { get; } = new();

    public Flows Flows { get; }

    public EmbeddedEngine Engine { get; }

    public IGrainFactory Grains => Engine;

    public Follower Follower { get; }

    public MembershipEpoch Epoch => _services.GetRequiredService<MembershipEpoch>();

    /// <summary>Every activation in an order that a seed can choose from.</summary>
    public IReadOnlyList<Activation> Activations =>
    [
        .. Engine.Catalog.Classes.SelectMany(grain => grain.Activations)
            .OrderBy(activation => activation.Class.StoredName, StringComparer.Ordinal)
            .ThenBy(activation => activation.Key.ToString(), StringComparer.Ordinal),
    ];

    public void Start()
    {
        if (_world.Setup.FollowerOn)
        {
            _world.Go(Flows, Follower.Run);
        }

        _world.Go(Flows, Pulse);
        _world.Go(Flows, Feed);
    }

    /// <summary>Nothing is flushed, nothing is said: every memory, message and timer of it is gone.</summary>
    public void Kill() => Life.End();

    public void Dispose()
    {
        Life.End();
        _services.Dispose();
    }

    /// <summary>Keeps every shard awake, those of removed queues as well, as the product's keeper and catalog do.</summary>
    private async Task Pulse()
    {
        var time = _world.Time.Of(Life);
        while (true)
        {
            foreach (var queue in _world.Setup.Queues.All.Select(queue => queue.Id))
            {
                _ = Quietly(Grains.GetGrain<IQueueGrain>(QueueKeys.Of(queue)).Pulse());
            }

            for (var shard = 0; shard < World.WheelShards; shard++)
            {
                _ = Quietly(Grains.GetGrain<ISlaWheelGrain>(WheelKeys.Of(shard)).Pulse());
            }

            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }
    }

    /// <summary>Tells the wheel what cases committed, as the product's background service does.</summary>
    private async Task Feed()
    {
        var time = _world.Time.Of(Life);
        var feed = _services.GetRequiredService<DueFeed>();
        while (true)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), time);
            await feed.Flush();
        }
    }

    private static async Task Quietly(Task call)
    {
        try
        {
            await call;
        }
        catch (Exception exception) when (exception is TimeoutException or OrleansException)
        {
            // The next one comes in a second.
        }
    }

    private ServiceCollection Services(World world)
    {
        var time = world.Time.Of(Life);
        var dirty = new DirtySets(world.Stored, world.Time, Life, world.Dice("dirty"));
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Information).AddProvider(new TraceLogger(world.Trace)));
        services.AddSingleton(time);
        services.AddSingleton(world.GrainLog);
        services.AddSingleton<ILogReader>(world.Log);
        services.AddSingleton<IBusinessClock>(new VirtualClock(world.Time));
        services.AddSingleton<IPolicySource>(world.Policies);
        services.AddSingleton<IDirtyTickets>(dirty);
        services.AddSingleton<IDirtyAgents>(dirty);
        services.AddSingleton<IDirtyOrders>(dirty);
        services.AddSingleton<ICustomerHistory, NoHistory>();
        services.AddSingleton<IRoutingView>(new StoredRouting(world.Stored, world.Faults, time));
        services.AddSingleton<MembershipEpoch>();
        services.AddSingleton<ICalendarSource, ShippedCalendars>();
        services.AddSingleton<IDueView>(new StoredDue(world.Stored, world.Faults, time));
        services.AddSlaWheel();
        services.AddSingleton<IDueFeed>(provider => new LossyFeed(provider.GetRequiredService<DueFeed>(), world.Dice("feed"), world.Setup.NewsLostPerMille));
        services.AddTickets();
        services.AddOrders();
        services.AddAgents();
        services.AddQueues();
        // The catalog would ask its grain in the background; here the queues are the world's.
        services.AddSingleton<IQueueSource>(world.Queues);
        services.AddEmbeddedEngine(engine =>
        {
            engine.GrainAssemblies.Add(typeof(TicketGrain).Assembly);
            engine.TimeProvider = time;
            engine.Scheduler = new EngineTurns(world.Turns, Life);
            engine.MaxTurnsPerSlice = 1;
            engine.CopyMessages = true;
            engine.ResponseTimeout = ResponseTimeout;
            // The world takes activations away itself.
            engine.CollectionAge = TimeSpan.FromHours(1);
        });
        return services;
    }
}
