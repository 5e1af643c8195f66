namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to callee, and not back.</summary>
public static class RequestContext
{
    // A dictionary is never changed after it was set here, so callers and callees can share it.
    private static readonly AsyncLocal<Dictionary<string, object>?> Current = new();

    internal static Dictionary<string, object>? Values
    {
        get => Current.Value;
        set => Current.Value = value;
    }

    /// <summary>The value of this name, or null.</summary>
    public static object? Get(string key) => Values?.GetValueOrDefault(key);

    /// <summary>Sets a value for this flow of control and the calls it makes from now on.</summary>
    public static void Set(string key, object value) => Values = new(Values ?? []) { [key] = value };

    /// <summary>Removes all values.</summary>
    public static void Clear() => Values = null;
}
