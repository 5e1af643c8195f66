using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>A grain class with its settings and its activations.</summary>
internal sealed class GrainClass(Type type, EmbeddedEngine engine)
{
    private static readonly Func<IdSpan, GrainClass, Activation> Create = static (key, self) => new Activation(self, key);

    private readonly ConcurrentDictionary<IdSpan, Activation> _activations = new();

    public Type Type => type;
    public EmbeddedEngine Engine => engine;
    public GrainConstructor Constructor { get; } = new(type);
    public GrainType GrainType { get; } = GrainType.Create(ConventionalName(type));

    /// <summary>Name in reminder rows: the alias, else the full name.</summary>
    public string StoredName { get; } = type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias ?? type.FullName!;
    public bool IsReentrant { get; } = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
    public bool HasDeactivationHook { get; } = !type.IsAssignableTo(typeof(Grain))
        || type.GetMethod(nameof(Grain.OnDeactivateAsync), [typeof(DeactivationReason), typeof(CancellationToken)])!.DeclaringType != typeof(Grain);
    public int MaxQueuedRequests { get; } =
        engine.Options.For(type, static o => o.MaxQueuedRequests) ?? engine.Options.MaxQueuedRequestsPerActivation;
    public long CollectionAgeTicks { get; } = engine.Clock.Ticks(engine.Options.For(type, static o => o.CollectionAge) ?? engine.Options.CollectionAge);
    public IEnumerable<Activation> Activations => _activations.Select(static pair => pair.Value);

    /// <summary>The class name in lower case without "grain", as Orleans forms it.</summary>
    public static string ConventionalName(Type type)
    {
        string name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }

    /// <summary>The one activation of this key; concurrent first callers get the same.</summary>
    public Activation ActivationOf(IdSpan key) =>
        _activations.TryGetValue(key, out Activation? activation) ? activation : _activations.GetOrAdd(key, Create, this);

    /// <summary>Takes a dead activation out, and no other of the same key.</summary>
    public void Forget(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    /// <summary>The key of a row.</summary>
    public IdSpan ParseKey(string text) =>
        type.IsAssignableTo(typeof(IGrainWithGuidKey)) ? IdSpan.Create(Guid.ParseExact(text, "N"))
        : type.IsAssignableTo(typeof(IGrainWithIntegerKey)) ? IdSpan.Create(long.Parse(text, CultureInfo.InvariantCulture))
        : IdSpan.Create(text);
}
