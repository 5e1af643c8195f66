using System.Collections.Frozen;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>The grain classes of the configured assemblies, by interface and by stored name.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byStoredName;

    public GrainCatalog(EmbeddedEngine engine)
    {
        Classes = [.. Find(engine.Options.GrainAssemblies).Select(type => new GrainClass(type, engine))];
        _byInterface = Classes
            .SelectMany(static c => c.Type.GetInterfaces().Where(IsGrainInterface), static (c, i) => (Class: c, Interface: i))
            .GroupBy(static pair => pair.Interface, static pair => pair.Class)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
        _byStoredName = Classes.ToFrozenDictionary(static c => c.StoredName);
    }

    public GrainClass[] Classes { get; }

    public static bool IsGrainInterface(Type type) =>
        type.IsInterface && type.IsAssignableTo(typeof(IGrain)) && type.Assembly != typeof(IGrain).Assembly;

    public static IEnumerable<Type> Find(IEnumerable<Assembly> assemblies) =>
        assemblies.Distinct().SelectMany(static assembly => assembly.GetTypes())
            .Where(static t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && t.IsAssignableTo(typeof(IGrainBase)) && t.IsAssignableTo(typeof(IGrain)));

    /// <summary>The class behind an interface.</summary>
    public GrainClass ClassOf(Type grainInterface)
    {
        if (_byInterface.TryGetValue(grainInterface, out GrainClass[]? classes) && classes.Length == 1)
        {
            return classes[0];
        }

        throw new ArgumentException(classes is null
            ? $"No grain class implements {grainInterface} in the assemblies given in {nameof(EmbeddedEngineOptions.GrainAssemblies)}."
            : $"{grainInterface} has several grain classes: {string.Join(", ", classes.Select(static c => c.Type))}.");
    }

    /// <summary>The class of a reminder row; null when it is gone from the program.</summary>
    public GrainClass? Find(string storedName) => _byStoredName.GetValueOrDefault(storedName);
}
