namespace Orleans.Embedded;

/// <summary>Settings of the engine; checked at start, all errors at once.</summary>
public sealed class EmbeddedEngineOptions
{
    /// <summary>Owner of the rows in grain storage and reminders. "default" by default.</summary>
    public string ServiceId { get; set; } = "default";

    /// <summary>Where grain classes are looked for; at least one assembly.</summary>
    public IList<Assembly> GrainAssemblies { get; } = [];

    /// <summary>A caller gets a TimeoutException after this time, while the callee goes on. 5 s by default, 10 ms to 1 h.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Requests waiting or running at one activation; more are refused with a LimitExceededException. 1,000 by default, at least 1.</summary>
    public int MaxQueuedRequestsPerActivation { get; set; } = 1_000;

    /// <summary>An activation that was not called for this time is deactivated. 5 min by default, at least <see cref="CollectionQuantum"/>.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between looks for idle activations. 30 s by default, 100 ms to 1 h.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>OnDeactivateAsync is given up after this time, and so is a stop. 20 s by default, 100 ms to 10 min.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>Time between looks for due reminders, hence their precision. 1 s by default, 100 ms to 1 min.</summary>
    public TimeSpan ReminderPollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Turns that an activation runs before it offers its thread to others. 128 by default; 1 for a simulator.</summary>
    public int MaxTurnsPerSlice { get; set; } = 128;

    /// <summary>Deep-copies arguments and results by Orleans' rules, for tests. False by default: references are passed.</summary>
    public bool CopyMessages { get; set; }

    /// <summary>Keeps grain storage and reminders; not disposed by the engine. Without it they are in memory, for tests.</summary>
    public NpgsqlDataSource? DataSource { get; set; }

    /// <summary>Form of stored state. JSON with web defaults and enums as strings by default.</summary>
    public IGrainStateSerializer StateSerializer { get; set; } = new JsonGrainStateSerializer();

    /// <summary>Time of timers, timeouts, collection and reminders; the one of the services by default, else the system's.</summary>
    public TimeProvider? TimeProvider { get; set; }

    /// <summary>Runs turns; the thread pool by default.</summary>
    public IEmbeddedScheduler? Scheduler { get; set; }

    /// <summary>Settings by grain class or interface; the class wins over its interfaces.</summary>
    public IDictionary<Type, EmbeddedGrainOptions> Grains { get; } = new Dictionary<Type, EmbeddedGrainOptions>();

    internal T? For<T>(Type grainClass, Func<EmbeddedGrainOptions, T?> setting)
        where T : struct =>
        grainClass.GetInterfaces().Prepend(grainClass)
            .Select(type => Grains.TryGetValue(type, out EmbeddedGrainOptions? options) ? setting(options) : null)
            .FirstOrDefault(static value => value is not null);
}

/// <summary>Settings of one grain class or interface; null takes the engine's.</summary>
public sealed class EmbeddedGrainOptions
{
    /// <summary>See <see cref="EmbeddedEngineOptions.MaxQueuedRequestsPerActivation"/>.</summary>
    public int? MaxQueuedRequests { get; set; }

    /// <summary>See <see cref="EmbeddedEngineOptions.CollectionAge"/>.</summary>
    public TimeSpan? CollectionAge { get; set; }
}
