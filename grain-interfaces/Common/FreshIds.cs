namespace AfterSales;

/// <summary>
/// Ids that nobody chose: of system commands, assignments and offers. Random throughout. A simulation puts its own source under the thread it runs on, so
/// that a seed repeats a run to the last bit.
/// </summary>
public static class FreshIds
{
    [ThreadStatic]
    private static Func<Guid>? s_source;

    public static Guid Next() => s_source is { } source ? source() : Guid.NewGuid();

    /// <summary>Ids of this thread come from here; null for random ones again.</summary>
    internal static void TakeFrom(Func<Guid>? source) => s_source = source;
}
