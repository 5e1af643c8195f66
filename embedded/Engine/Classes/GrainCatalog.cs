using System.Collections.Frozen;

namespace Orleans.Embedded;

/// <summary>The grain classes of the configured assemblies, by interface and by stored name.</summary>
internal sealed class GrainCatalog
{
    private readonly FrozenDictionary<Type, GrainClass[]> _byInterface;
    private readonly FrozenDictionary<string, GrainClass> _byStoredName;

    public GrainCatalog(EmbeddedEngine engine)
    {
        Classes = [.. Find(engine.Options.GrainAssemblies).Select(type => new GrainClass(type, engine))];
        _byStoredName = Classes.ToFrozenDictionary(static c => c.StoredName);
        _byInterface = Classes
            .SelectMany(static c => InterfacesOf(c.Type), static (c, i) => (Class: c, Interface: i))
            .GroupBy(static pair => pair.Interface, static pair => pair.Class)
            .ToFrozenDictionary(static group => group.Key, static group => group.ToArray());
    }

    public GrainClass[] Classes { get; }

    public static IEnumerable<Type> Find(IEnumerable<Assembly> assemblies) =>
        assemblies.Distinct().SelectMany(static assembly => assembly.GetTypes())
            .Where(static t => t is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                && t.IsAssignableTo(typeof(IGrainBase)) && t.IsAssignableTo(typeof(IGrain)));

    /// <summary>The grain interfaces of a class that are its own, not the engine's.</summary>
    public static IEnumerable<Type> InterfacesOf(Type grainClass) =>
        grainClass.GetInterfaces().Where(static i => i.IsAssignableTo(typeof(IGrain)) && i.Assembly != typeof(IGrain).Assembly);

    /// <summary>The class behind an interface.</summary>
    public GrainClass ClassOf(Type grainInterface) => _byInterface.GetValueOrDefault(grainInterface) switch
    {
        [var only] => only,
        null => throw new ArgumentException($"No grain class of the {nameof(EmbeddedEngineOptions.GrainAssemblies)} implements {grainInterface}."),
        var several => throw new ArgumentException($"Several grain classes implement {grainInterface}: {string.Join<Type>(", ", several.Select(static c => c.Type))}."),
    };

    /// <summary>The class of a reminder row; null when it is gone from the program.</summary>
    public GrainClass? ClassOf(string storedName) => _byStoredName.GetValueOrDefault(storedName);
}
