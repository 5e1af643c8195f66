using System.Collections;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>
/// Copies what crosses a grain boundary as a serializer would, sharing nothing that can change. Orleans' rule: primitives, known collections, and types
/// with [GenerateSerializer] by their [Id] members.
/// </summary>
internal sealed class MessageCopier
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly HashSet<Type> Immutable =
    [
        typeof(string), typeof(decimal), typeof(Guid), typeof(DateTime), typeof(DateTimeOffset), typeof(TimeSpan), typeof(DateOnly), typeof(TimeOnly),
        typeof(Int128), typeof(UInt128), typeof(Uri), typeof(Version), typeof(CancellationToken), typeof(None), typeof(ValueTuple), typeof(GrainId),
    ];

    // A null copier means that values of the type can be shared.
    private readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>?> _copiers = new();

    /// <summary>Copies a value with everything it reaches; the method is named in errors.</summary>
    /// <exception cref="NotSupportedException">A type may not cross a grain boundary.</exception>
    public T Copy<T>(T value, string method) => (T)new CopyContext(type => _copiers.GetOrAdd(type, Find, method)).Copy(value)!;

    private static Func<object, CopyContext, object>? Find(Type type, string method)
    {
        if (type.IsPrimitive || type.IsEnum || Immutable.Contains(type) || type.IsAssignableTo(typeof(GrainReference)) || IsComparer(type))
        {
            return null;
        }

        if (type.IsSZArray)
        {
            return CopyArray;
        }

        bool marked = type.IsDefined(typeof(GenerateSerializerAttribute), inherit: false);
        return marked || IsKnown(type)
            ? CopyFields(type, [.. Fields(type).Where(field => !marked || CarriesId(field))])
            : throw new NotSupportedException($"{type} may not cross a grain boundary, as in {method}: it has no [GenerateSerializer].");
    }

    private static Array CopyArray(object original, CopyContext context)
    {
        var copy = (Array)((Array)original).Clone();
        context.Remember(original, copy);
        for (int i = 0; i < copy.Length && !copy.GetType().GetElementType()!.IsPrimitive; i++)
        {
            copy.SetValue(context.Copy(copy.GetValue(i)), i);
        }

        return copy;
    }

    // To an instance that no constructor has touched; fields that are not listed stay default.
    private static Func<object, CopyContext, object> CopyFields(Type type, FieldInfo[] fields) => (original, context) =>
    {
        object copy = RuntimeHelpers.GetUninitializedObject(type);
        context.Remember(original, copy);
        Array.ForEach(fields, field => field.SetValue(copy, context.Copy(field.GetValue(original))));
        return copy;
    };

    private static IEnumerable<FieldInfo> Fields(Type? type) =>
        type is null || type == typeof(object) || type == typeof(ValueType) ? [] : type.GetFields(Declared).Concat(Fields(type.BaseType));

    // The attribute stands on the field, or on the property that the compiler made the field for.
    private static bool CarriesId(FieldInfo field)
    {
        int end = field.Name.IndexOf(">k__BackingField", StringComparison.Ordinal);
        return field.IsDefined(typeof(IdAttribute))
            || (end > 0 && field.DeclaringType!.GetProperty(field.Name[1..end], Declared)?.IsDefined(typeof(IdAttribute)) == true);
    }

    // Lists, dictionaries and sets, changeable and immutable, with the nodes that they are made of; tuples; memory.
    private static bool IsKnown(Type type) => type.Assembly.GetName().Name!.StartsWith("System.", StringComparison.Ordinal)
        && (type.Namespace is "System.Collections.Generic" or "System.Collections.Immutable"
            || type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal) || type.Name == typeof(ReadOnlyMemory<>).Name);

    private static bool IsComparer(Type type) => type.IsAssignableTo(typeof(IEqualityComparer)) || type.IsAssignableTo(typeof(IComparer))
        || type.GetInterfaces().Any(static i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEqualityComparer<>));
}

/// <summary>One message being copied: objects met twice are copied once, so shape and cycles survive.</summary>
internal sealed class CopyContext(Func<Type, Func<object, CopyContext, object>?> copierOf)
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public object? Copy(object? value) => value is null || copierOf(value.GetType()) is not { } copier ? value
        : _copies.TryGetValue(value, out object? known) ? known
        : copier(value, this);

    /// <summary>To be called before the members are copied, for they may lead back to the object.</summary>
    public void Remember(object original, object copy) => _copies[original] = copy;
}
