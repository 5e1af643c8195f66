using System.Collections.Concurrent;

namespace Orleans.Embedded;

/// <summary>Copies what crosses a grain boundary as a serializer would: by [Id] members, sharing nothing that can change.</summary>
internal sealed class MessageCopier
{
    private readonly ConcurrentDictionary<Type, Copier> _copiers = new();

    /// <summary>Copies a value with everything it reaches.</summary>
    /// <param name="value">Arguments of a call, as a tuple, or its result.</param>
    /// <param name="method">Named in errors.</param>
    /// <exception cref="NotSupportedException">A type may not cross a grain boundary.</exception>
    public T Copy<T>(T value, string method) => (T)new CopyContext(this, method).Copy(value)!;

    internal Copier CopierOf(Type type) => _copiers.GetOrAdd(type, CopierCatalog.Find);
}

/// <summary>Copies a value of one type; null copier means that the value can be shared.</summary>
internal readonly record struct Copier(Func<object, CopyContext, object>? Copy);

/// <summary>One message being copied: objects met twice are copied once, so shape and cycles survive.</summary>
internal sealed class CopyContext(MessageCopier copier, string method)
{
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);

    public object? Copy(object? value)
    {
        if (value is null)
        {
            return null;
        }

        if (_copies.TryGetValue(value, out object? known))
        {
            return known;
        }

        Copier found = Find(value.GetType());
        if (found.Copy is null)
        {
            return value;
        }

        object copy = found.Copy(value, this);
        _copies[value] = copy;
        return copy;
    }

    /// <summary>To be called before members are copied, where the object can be reached from them.</summary>
    public void Remember(object original, object copy) => _copies[original] = copy;

    private Copier Find(Type type)
    {
        try
        {
            return copier.CopierOf(type);
        }
        catch (NotSupportedException exception)
        {
            throw new NotSupportedException($"{exception.Message} It was sent through {method}.", exception);
        }
    }
}
