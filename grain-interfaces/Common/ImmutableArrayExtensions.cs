namespace AfterSales;

/// <summary>JSON leaves an absent array at its default, which must not be enumerated.</summary>
public static class ImmutableArrayExtensions
{
    public static ImmutableArray<T> OrEmpty<T>(this ImmutableArray<T> items) => items.IsDefault ? [] : items;
}
