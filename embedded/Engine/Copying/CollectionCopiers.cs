using System.Collections.Immutable;

namespace Orleans.Embedded;

/// <summary>Copies the collections that Orleans knows.</summary>
internal static class CollectionCopiers
{
    public static object Array(object original, CopyContext context)
    {
        var source = (Array)original;
        var copy = (Array)source.Clone();
        context.Remember(original, copy);
        if (!source.GetType().GetElementType()!.IsPrimitive)
        {
            int[] index = new int[source.Rank];
            Fill(source, copy, index, 0, context);
        }

        return copy;
    }

    public static object List<T>(object original, CopyContext context)
    {
        var source = (List<T>)original;
        var copy = new List<T>(source.Count);
        context.Remember(original, copy);
        copy.AddRange(Items(source, context));
        return copy;
    }

    public static object Dictionary<TKey, TValue>(object original, CopyContext context)
        where TKey : notnull
    {
        var source = (Dictionary<TKey, TValue>)original;
        var copy = new Dictionary<TKey, TValue>(source.Count, source.Comparer);
        context.Remember(original, copy);
        foreach ((TKey key, TValue value) in source)
        {
            copy.Add((TKey)context.Copy(key)!, (TValue)context.Copy(value)!);
        }

        return copy;
    }

    public static object HashSet<T>(object original, CopyContext context) =>
        new HashSet<T>(Items((HashSet<T>)original, context), ((HashSet<T>)original).Comparer);

    public static object ImmutableArray<T>(object original, CopyContext context)
    {
        var source = (ImmutableArray<T>)original;
        return source.IsDefault ? source : Items(source, context).ToImmutableArray();
    }

    public static object ImmutableList<T>(object original, CopyContext context) => Items((ImmutableList<T>)original, context).ToImmutableList();

    public static object ImmutableDictionary<TKey, TValue>(object original, CopyContext context)
        where TKey : notnull
    {
        var source = (ImmutableDictionary<TKey, TValue>)original;
        return source
            .Select(pair => KeyValuePair.Create((TKey)context.Copy(pair.Key)!, (TValue)context.Copy(pair.Value)!))
            .ToImmutableDictionary(source.KeyComparer, source.ValueComparer);
    }

    public static object ImmutableHashSet<T>(object original, CopyContext context) =>
        Items((ImmutableHashSet<T>)original, context).ToImmutableHashSet(((ImmutableHashSet<T>)original).KeyComparer);

    public static object ReadOnlyMemory<T>(object original, CopyContext context) =>
        (ReadOnlyMemory<T>)(T[])Array(((ReadOnlyMemory<T>)original).ToArray(), context);

    public static object Memory<T>(object original, CopyContext context) => (Memory<T>)(T[])Array(((Memory<T>)original).ToArray(), context);

    private static IEnumerable<T> Items<T>(IEnumerable<T> source, CopyContext context) => source.Select(item => (T)context.Copy(item)!);

    private static void Fill(Array source, Array copy, int[] index, int dimension, CopyContext context)
    {
        for (int i = source.GetLowerBound(dimension); i <= source.GetUpperBound(dimension); i++)
        {
            index[dimension] = i;
            if (dimension + 1 < source.Rank)
            {
                Fill(source, copy, index, dimension + 1, context);
            }
            else
            {
                copy.SetValue(context.Copy(source.GetValue(index)), index);
            }
        }
    }
}
