using System.Collections.Concurrent;

namespace AfterSales.Tickets;

/// <summary>
/// One string per word of policies, queues and people: a hundred thousand cases in memory share them. Not <see cref="string.Intern"/>, which asks the
/// runtime under a lock of the whole process and never forgets.
/// </summary>
internal static class SharedText
{
    /// <summary>Names beyond these are kept by each case for itself.</summary>
    private const int MaxWords = 65_536;

    private static readonly ConcurrentDictionary<string, string> Words = new(StringComparer.Ordinal);
    private static int _count;

    public static string Of(string text)
    {
        if (Words.TryGetValue(text, out var known))
        {
            return known;
        }

        if (Volatile.Read(ref _count) >= MaxWords)
        {
            return text;
        }

        Interlocked.Increment(ref _count);
        return Words.GetOrAdd(text, text);
    }
}
