using System.Reflection;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>What grain classes and interfaces must keep so that this engine can run them; all violations are told at start.</summary>
internal static class GrainRules
{
    /// <summary>A method's arguments travel in one value tuple.</summary>
    public const int MaxParameters = 7;

    public static IEnumerable<string> Violations(IEnumerable<Assembly> assemblies)
    {
        Type[] classes = [.. GrainCatalog.Find(assemblies)];
        foreach (Type type in classes)
        {
            if (type.GetConstructors() is not [var constructor])
            {
                yield return $"Grain class {type} must have exactly one public constructor.";
                continue;
            }

            foreach (ParameterInfo parameter in constructor.GetParameters().Where(static p => p.IsDefined(typeof(PersistentStateAttribute))))
            {
                if (!parameter.ParameterType.IsGenericType || parameter.ParameterType.GetGenericTypeDefinition() != typeof(IPersistentState<>))
                {
                    yield return $"Parameter {parameter.Name} of grain class {type} must be an IPersistentState.";
                }
            }
        }

        foreach (IGrouping<string, Type> same in classes.GroupBy(GrainClass.ConventionalName).Where(static g => g.Count() > 1))
        {
            yield return $"Grain classes share the name '{same.Key}': {string.Join(", ", same)}.";
        }

        foreach (Type type in classes.SelectMany(static c => c.GetInterfaces()).Where(GrainCatalog.IsGrainInterface).Distinct())
        {
            foreach (string violation in type.GetMethods().SelectMany(Violations))
            {
                yield return violation;
            }
        }
    }

    public static bool IsTask(Type type) =>
        type == typeof(Task) || type == typeof(ValueTask)
        || (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>)));

    private static IEnumerable<string> Violations(MethodInfo method)
    {
        string name = $"{method.DeclaringType}.{method.Name}";
        if (!method.IsAbstract)
        {
            yield break;
        }

        if (method.IsGenericMethod || method.GetParameters().Any(static p => p.ParameterType.IsByRef))
        {
            yield return $"{name} must be neither generic nor have ref parameters.";
        }

        if (!IsTask(method.ReturnType))
        {
            yield return $"{name} must return Task, Task<T>, ValueTask or ValueTask<T>.";
        }
        else if (method.ReturnType.IsGenericType && method.IsDefined(typeof(OneWayAttribute)))
        {
            yield return $"{name} is one-way and cannot return a value.";
        }

        if (method.GetParameters().Length > MaxParameters)
        {
            yield return $"{name} has more than {MaxParameters} parameters.";
        }
    }
}
