using System.Collections.Immutable;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>Which types may cross a grain boundary, and how each is copied.</summary>
internal static class CopierCatalog
{
    private static readonly HashSet<Type> Shared =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Int128), typeof(UInt128), typeof(Half), typeof(Uri), typeof(Version), typeof(CancellationToken), typeof(None), typeof(ValueTuple),
        typeof(GrainId), typeof(object),
    ];

    private static readonly Dictionary<Type, string> Collections = new()
    {
        [typeof(List<>)] = nameof(CollectionCopiers.List),
        [typeof(Dictionary<,>)] = nameof(CollectionCopiers.Dictionary),
        [typeof(HashSet<>)] = nameof(CollectionCopiers.HashSet),
        [typeof(ImmutableArray<>)] = nameof(CollectionCopiers.ImmutableArray),
        [typeof(ImmutableList<>)] = nameof(CollectionCopiers.ImmutableList),
        [typeof(ImmutableDictionary<,>)] = nameof(CollectionCopiers.ImmutableDictionary),
        [typeof(ImmutableHashSet<>)] = nameof(CollectionCopiers.ImmutableHashSet),
        [typeof(ReadOnlyMemory<>)] = nameof(CollectionCopiers.ReadOnlyMemory),
        [typeof(Memory<>)] = nameof(CollectionCopiers.Memory),
    };

    public static Copier Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Shared.Contains(type) || type.IsAssignableTo(typeof(GrainReference)))
        {
            return default;
        }

        if (type.IsArray)
        {
            return new Copier(CollectionCopiers.Array);
        }

        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        if (definition is not null && Collections.TryGetValue(definition, out string? method))
        {
            return new Copier(typeof(CollectionCopiers).GetMethod(method)!
                .MakeGenericMethod(type.GetGenericArguments()).CreateDelegate<Func<object, CopyContext, object>>());
        }

        if (definition == typeof(KeyValuePair<,>) || definition?.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true)
        {
            return new Copier(new MemberCopier(type, static _ => true).Copy);
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return new Copier(new MemberCopier(type, CarriesId).Copy);
        }

        throw new NotSupportedException($"{type} may not cross a grain boundary: it has no [GenerateSerializer].");
    }

    // The attribute stands on the field, or on the property that the compiler made the field for.
    private static bool CarriesId(FieldInfo field)
    {
        if (field.IsDefined(typeof(IdAttribute)))
        {
            return true;
        }

        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        int end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return end > 0 && field.DeclaringType!.GetProperty(field.Name[1..end], Declared)?.IsDefined(typeof(IdAttribute)) == true;
    }
}
