using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>Copies what crosses a grain boundary as a serializer would: by [Id] members, sharing nothing that can change.</summary>
internal sealed class MessageCopier
{
    // A null copier means that values of the type can be shared.
    private readonly ConcurrentDictionary<Type, Func<object, CopyContext, object>?> _copiers = new();

    /// <summary>Copies a value with everything it reaches; the method is named in errors.</summary>
    /// <exception cref="NotSupportedException">A type may not cross a grain boundary.</exception>
    public T Copy<T>(T value, string method) => (T)new CopyContext(type => CopierOf(type, method)).Copy(value)!;

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
    private static Func<object, CopyContext, object> CopyFields(Type type, IEnumerable<FieldInfo> chosen)
    {
        FieldInfo[] fields = [.. chosen];
        return (original, context) =>
        {
            object copy = RuntimeHelpers.GetUninitializedObject(type);
            context.Remember(original, copy);
            Array.ForEach(fields, field => field.SetValue(copy, context.Copy(field.GetValue(original))));
            return copy;
        };
    }

    private Func<object, CopyContext, object>? CopierOf(Type type, string method) => _copiers.GetOrAdd(
        type,
        static (type, method) => CopyRules.Judge(type) switch
        {
            CopyRule.Share => null,
            CopyRule.Elements => CopyArray,
            CopyRule.AllFields => CopyFields(type, CopyRules.Fields(type)),
            CopyRule.IdFields => CopyFields(type, CopyRules.Fields(type).Where(CopyRules.CarriesId)),
            _ => throw new NotSupportedException($"{type} may not cross a grain boundary, as in {method}: it has no [GenerateSerializer]."),
        },
        method);
}

/// <summary>One message being copied: objects met twice are copied once, so shape and cycles survive.</summary>
internal sealed class CopyContext(Func<Type, Func<object, CopyContext, object>?> copierOf)
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public object? Copy(object? value)
    {
        if (value is null || copierOf(value.GetType()) is not { } copier)
        {
            return value;
        }

        return _copies.TryGetValue(value, out object? known) ? known : copier(value, this);
    }

    /// <summary>To be called before the members are copied, for they may lead back to the object.</summary>
    public void Remember(object original, object copy) => _copies[original] = copy;
}
