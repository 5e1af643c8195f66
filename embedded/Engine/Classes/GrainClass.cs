using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>A grain class with its settings and its activations.</summary>
internal sealed class GrainClass
{
    private static readonly Func<IdSpan, GrainClass, Activation> Create = static (key, self) => new Activation(self, key);

    private readonly ConcurrentDictionary<IdSpan, Activation> _activations = new();

    public GrainClass(Type type, EmbeddedEngine engine)
    {
        Type = type;
        Engine = engine;
        Constructor = new GrainConstructor(type);
        GrainType = GrainType.Create(ConventionalName(type));
        StoredName = type.GetCustomAttributes<AliasAttribute>(inherit: false).FirstOrDefault()?.Alias ?? type.FullName!;
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute), inherit: true);
        HasDeactivationHook = !type.IsAssignableTo(typeof(Grain))
            || type.GetMethod(nameof(Grain.OnDeactivateAsync), [typeof(DeactivationReason), typeof(CancellationToken)])?.DeclaringType != typeof(Grain);
        MaxQueuedRequests = engine.Options.For(type, static o => o.MaxQueuedRequests) ?? engine.Options.MaxQueuedRequestsPerActivation;
        CollectionAgeTicks = engine.Clock.Ticks(engine.Options.For(type, static o => o.CollectionAge) ?? engine.Options.CollectionAge);
    }

    public Type Type { get; }

    public EmbeddedEngine Engine { get; }

    public GrainConstructor Constructor { get; }

    /// <summary>Name as Orleans forms it: the class name in lower case without "grain".</summary>
    public GrainType GrainType { get; }

    /// <summary>Name in reminder rows: the alias, else the full name.</summary>
    public string StoredName { get; }

    public bool IsReentrant { get; }

    public bool HasDeactivationHook { get; }

    public int MaxQueuedRequests { get; }

    public long CollectionAgeTicks { get; }

    public IEnumerable<Activation> Activations => _activations.Select(static pair => pair.Value);

    /// <summary>The one activation of this key; concurrent first callers get the same.</summary>
    public Activation ActivationOf(IdSpan key) =>
        _activations.TryGetValue(key, out Activation? activation) ? activation : _activations.GetOrAdd(key, Create, this);

    /// <summary>Takes a dead activation out, and no other of the same key.</summary>
    public void Forget(Activation activation) => _activations.TryRemove(KeyValuePair.Create(activation.Key, activation));

    /// <summary>The key that <see cref="IdSpan.ToStorageText"/> wrote.</summary>
    public IdSpan ParseKey(string text)
    {
        if (Type.IsAssignableTo(typeof(IGrainWithGuidKey)))
        {
            return IdSpan.Create(Guid.ParseExact(text, "N"));
        }

        return Type.IsAssignableTo(typeof(IGrainWithIntegerKey))
            ? IdSpan.Create(long.Parse(text, System.Globalization.CultureInfo.InvariantCulture))
            : IdSpan.Create(text);
    }

    public static string ConventionalName(Type type)
    {
        string name = type.Name.ToLowerInvariant();
        return name.Length > 5 && name.EndsWith("grain", StringComparison.Ordinal) ? name[..^5] : name;
    }
}
