namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to callee, and not back.</summary>
public static class RequestContext
{
    // The dictionary is never changed after it was set here, so callers and callees can share it.
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    /// <summary>Names of the values.</summary>
    public static IEnumerable<string> Keys => Current.Value?.Keys ?? Enumerable.Empty<string>();

    internal static Dictionary<string, object>? Values
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>The value of this name, or null.</summary>
    public static object? Get(string key) => Current.Value?.GetValueOrDefault(key);

    /// <summary>Sets a value for this flow of control and the calls it makes from now on.</summary>
    public static void Set(string key, object value) =>
        Current.Value = new Dictionary<string, object>(Current.Value ?? []) { [key] = value };

    /// <summary>Removes a value; false when there was none.</summary>
    public static bool Remove(string key)
    {
        if (Current.Value?.ContainsKey(key) != true)
        {
            return false;
        }

        var values = new Dictionary<string, object>(Current.Value);
        values.Remove(key);
        Current.Value = values.Count == 0 ? null : values;
        return true;
    }

    /// <summary>Removes all values.</summary>
    public static void Clear() => Current.Value = null;
}
