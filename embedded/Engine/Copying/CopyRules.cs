using System.Collections;
using System.Reflection;
using Orleans.Runtime;

namespace Orleans.Embedded;

/// <summary>How a type crosses a grain boundary.</summary>
internal enum CopyRule
{
    Refuse,
    Share,
    Elements,
    AllFields,
    IdFields,
}

/// <summary>Orleans' rule: primitives, known collections, and types with [GenerateSerializer] by their [Id] members.</summary>
internal static class CopyRules
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Immutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Int128), typeof(UInt128), typeof(Uri), typeof(Version), typeof(CancellationToken), typeof(None), typeof(ValueTuple), typeof(GrainId),
    ];

    public static CopyRule Judge(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || Immutable.Contains(type) || type.IsAssignableTo(typeof(GrainReference)) || IsComparer(type))
        {
            return CopyRule.Share;
        }

        if (type.IsSZArray)
        {
            return CopyRule.Elements;
        }

        if (type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false))
        {
            return CopyRule.IdFields;
        }

        return IsCollection(type) || IsKnownStruct(type) ? CopyRule.AllFields : CopyRule.Refuse;
    }

    public static IEnumerable<FieldInfo> Fields(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            foreach (FieldInfo field in t.GetFields(Declared))
            {
                yield return field;
            }
        }
    }

    /// <summary>The attribute stands on the field, or on the property that the compiler made the field for.</summary>
    public static bool CarriesId(FieldInfo field)
    {
        int end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return field.IsDefined(typeof(IdAttribute))
            || (end > 0 && field.DeclaringType!.GetProperty(field.Name[1..end], Declared)?.IsDefined(typeof(IdAttribute)) == true);
    }

    // Lists, dictionaries and sets, changeable and immutable, with the nodes that they are made of.
    private static bool IsCollection(Type type) =>
        type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
        && type.Namespace is "System.Collections.Generic" or "System.Collections.Immutable";

    private static bool IsKnownStruct(Type type) =>
        type.IsGenericType
        && (type.GetGenericTypeDefinition() == typeof(ReadOnlyMemory<>) || type.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal));

    private static bool IsComparer(Type type) =>
        type.IsAssignableTo(typeof(IEqualityComparer)) || type.IsAssignableTo(typeof(IComparer))
        || type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEqualityComparer<>));
}
