namespace AfterSales.LoadTests.Audit.Api;

/// <summary>A part of many, the same for the same seed.</summary>
internal static class SeededSample
{
    public static IReadOnlyList<T> Of<T>(IReadOnlyCollection<T> all, int most, int seed)
    {
        if (all.Count <= most)
        {
            return [.. all];
        }

        var items = all.ToArray();
        new Random(seed).Shuffle(items);
        return items[..most];
    }
}

/// <summary>A part of a stream of unknown length: each item is kept with the same probability.</summary>
internal sealed class Reservoir<T>(int most, int seed)
{
    private readonly Random _random = new(seed);
    private readonly List<T> _kept = [];
    private long _seen;

    public IReadOnlyList<T> Kept => _kept;

    public void Offer(T item)
    {
        _seen++;
        if (_kept.Count < most)
        {
            _kept.Add(item);
        }
        else if (_random.NextInt64(_seen) is var place && place < most)
        {
            _kept[(int)place] = item;
        }
    }
}
