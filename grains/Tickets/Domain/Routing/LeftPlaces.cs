using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>The last queues and agents a case was taken from. A place that gets it back is no longer left.</summary>
internal static class LeftPlaces
{
    public const int Max = 8;

    public static ImmutableArray<LeftPlace> Leave(this ImmutableArray<LeftPlace> left, string? queue, string? agent, int version)
    {
        var others = left.Back(queue, agent);
        return (others.Length < Max ? others : others.RemoveAt(0)).Add(new LeftPlace(queue, agent, version));
    }

    public static ImmutableArray<LeftPlace> Back(this ImmutableArray<LeftPlace> left, string? queue, string? agent)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i].Queue == queue && left[i].Agent == agent)
            {
                return left.RemoveAt(i);
            }
        }

        return left;
    }
}
