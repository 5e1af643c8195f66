using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Embedded;

/// <summary>Copies chosen fields, those of base types included, to an instance that no constructor has touched; the others stay default.</summary>
internal sealed class MemberCopier
{
    private readonly Type _type;
    private readonly FieldInfo[] _fields;

    public MemberCopier(Type type, Func<FieldInfo, bool> chosen)
    {
        const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        _type = type;
        _fields = [.. Bases(type).SelectMany(static t => t.GetFields(Declared)).Where(chosen)];
    }

    public object Copy(object original, CopyContext context)
    {
        object copy = RuntimeHelpers.GetUninitializedObject(_type);
        if (!_type.IsValueType)
        {
            context.Remember(original, copy);
        }

        foreach (FieldInfo field in _fields)
        {
            field.SetValue(copy, context.Copy(field.GetValue(original)));
        }

        return copy;
    }

    private static IEnumerable<Type> Bases(Type type)
    {
        for (Type? t = type; t is not null && t != typeof(object) && t != typeof(ValueType); t = t.BaseType)
        {
            yield return t;
        }
    }
}
