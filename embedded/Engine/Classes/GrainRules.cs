using Orleans.Concurrency;

namespace Orleans.Embedded;

/// <summary>What grain classes and interfaces must keep so that this engine can run them; all violations are told at start.</summary>
internal static class GrainRules
{
    public static IEnumerable<string> Violations(IEnumerable<Assembly> assemblies)
    {
        Type[] classes = [.. GrainCatalog.Find(assemblies)];
        return classes.SelectMany(OfClass)
            .Concat(classes.GroupBy(GrainClass.ConventionalName).Where(static same => same.Count() > 1)
                .Select(static same => $"Grain classes share the name '{same.Key}': {string.Join(", ", same)}."))
            .Concat(classes.SelectMany(GrainCatalog.InterfacesOf).Distinct().Where(static i => !i.IsVisible).Select(static i => $"{i} must be public."))
            .Concat(classes.SelectMany(GrainCatalog.InterfacesOf).Distinct().SelectMany(static i => i.GetMethods()).Where(static m => m.IsAbstract)
                .SelectMany(OfMethod));
    }

    private static IEnumerable<string> OfClass(Type type) => type.GetConstructors() is [var constructor]
        ? constructor.GetParameters()
            .Where(static p => p.IsDefined(typeof(PersistentStateAttribute)) && !Is(p.ParameterType, typeof(IPersistentState<>)))
            .Select(p => $"Parameter {p.Name} of grain class {type} must be an IPersistentState.")
        : [$"Grain class {type} must have exactly one public constructor."];

    private static IEnumerable<string> OfMethod(MethodInfo method)
    {
        Type result = method.ReturnType;
        bool hasValue = Is(result, typeof(Task<>)) || Is(result, typeof(ValueTask<>));
        (bool Broken, string Rule)[] rules =
        [
            (!hasValue && result != typeof(Task) && result != typeof(ValueTask), "must return Task, Task<T>, ValueTask or ValueTask<T>"),
            (hasValue && method.IsDefined(typeof(OneWayAttribute)), "is one-way and cannot return a value"),
            (method.IsGenericMethod || method.GetParameters().Any(static p => p.ParameterType.IsByRef), "must be neither generic nor have ref parameters"),
            (method.GetParameters().Length > MethodShape.MaxParameters, $"has more than {MethodShape.MaxParameters} parameters"),
        ];
        return rules.Where(static rule => rule.Broken).Select(rule => $"{method.DeclaringType}.{method.Name} {rule.Rule}.");
    }

    private static bool Is(Type type, Type definition) => type.IsGenericType && type.GetGenericTypeDefinition() == definition;
}
