using AfterSales.Agents;

namespace AfterSales.Queues.Domain;

/// <summary>What a shard knows of one agent. The fields that order him are copied, and change only while he is not in the pool.</summary>
internal sealed class PoolAgent(string id)
{
    public string Id { get; } = id;

    public AgentStatus? Status { get; set; }

    /// <summary>His class; null when he does not serve the queue's department.</summary>
    public AgentClass? Class { get; set; }

    public bool InPool { get; set; }

    public int UnitsInUse { get; set; }

    public int Capacity { get; set; }

    public long LastAssignedAt { get; set; }

    /// <summary>Reservations of this shard that are under way; while there is one he gets no other.</summary>
    public int Held { get; set; }

    /// <summary>After a fault, or a refusal that his status does not explain.</summary>
    public long SuspendedUntil { get; set; }

    public int Faults { get; set; }

    /// <summary>When he may come into the pool by time alone; <see cref="long.MaxValue"/> while nothing of that kind is awaited.</summary>
    public long WakeAt { get; set; } = long.MaxValue;

    public int Free => Capacity - UnitsInUse;
}

/// <summary>Lowest load ratio, then longest idle, then id.</summary>
internal readonly struct ByLoad : IComparer<PoolAgent>
{
    public int Compare(PoolAgent? x, PoolAgent? y)
    {
        var order = Ratio(x!, y!);
        order = order != 0 ? order : x!.LastAssignedAt.CompareTo(y!.LastAssignedAt);
        return order != 0 ? order : string.CompareOrdinal(x!.Id, y!.Id);
    }

    public static int Ratio(PoolAgent x, PoolAgent y) => ((long)x.UnitsInUse * y.Capacity).CompareTo((long)y.UnitsInUse * x.Capacity);
}

internal readonly struct ByWake : IComparer<PoolAgent>
{
    public int Compare(PoolAgent? x, PoolAgent? y)
    {
        var order = x!.WakeAt.CompareTo(y!.WakeAt);
        return order != 0 ? order : string.CompareOrdinal(x.Id, y.Id);
    }
}

internal readonly struct HasFree(int units) : IFrontTest<PoolAgent>
{
    public bool Holds(PoolAgent item) => item.Free >= units;
}
