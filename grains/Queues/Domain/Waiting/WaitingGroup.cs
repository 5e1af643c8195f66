using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>Everything that decides who may have a case; the kind is in it so that a changed handling time moves whole groups, not entries.</summary>
internal readonly record struct GroupKey(SkillDemand Demand, int Units, TicketKind Kind, string Excluded);

/// <summary>Ready cases that the same agents may have, most urgent first. When nobody can take its first case, nobody can take any.</summary>
internal sealed class WaitingGroup(GroupKey key, ImmutableSortedSet<string> excluded)
{
    public static ImmutableSortedSet<string> Nobody { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    public GroupKey Key { get; } = key;

    public SkillDemand Demand => Key.Demand;

    public int Units => Key.Units;

    public ImmutableSortedSet<string> Excluded { get; } = excluded;

    public SortedChunks<WaitingCase, ByUrgency> Cases { get; } = new();

    /// <summary>An agent might be able to take its first case.</summary>
    public bool IsHot { get; set; }
}
