using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>What a shard does with a waiting case at the moment.</summary>
internal enum CaseState : byte
{
    /// <summary>In its group, may be given to anybody who covers it.</summary>
    Ready,

    /// <summary>An assignment is under way, or its offer is being looked into.</summary>
    InFlight,

    /// <summary>Out as an offer.</summary>
    Offered,

    /// <summary>On its way to another queue.</summary>
    Rerouting,
}

/// <summary>One case without an agent. Times are UTC ticks: there may be 100,000 of these.</summary>
internal sealed class WaitingCase(Guid id)
{
    public Guid Id { get; } = id;
    public int Version { get; private set; }
    public int Round { get; private set; }
    public int Units { get; private set; }
    public TicketKind Kind { get; private set; }
    public TicketPriority Priority { get; private set; }
    public long Due { get; private set; }
    public long Since { get; private set; }
    public long EnteredAt { get; private set; }
    public string Department { get; private set; } = "";
    public string? Owner { get; private set; }

    /// <summary>Agent it was taken from for want of a first action.</summary>
    public string? IgnoredBy { get; private set; }

    /// <summary>Needed beside the queue's own.</summary>
    public ImmutableArray<SkillLevel> Skills { get; private set; } = [];

    public CaseState State { get; set; }

    /// <summary>Which of the queue's targets applies.</summary>
    public byte Target { get; set; }

    /// <summary>Waits in <see cref="QueueShard.NextReroute"/>'s list.</summary>
    public bool RerouteListed { get; set; }

    /// <summary>Came when the queue was full.</summary>
    public bool Overfull { get; set; }

    public byte RerouteFaults { get; set; }

    /// <summary>A reroute that failed is not tried again before.</summary>
    public long RerouteAfter { get; set; }

    /// <summary>When time changes something for it next; <see cref="long.MaxValue"/>: never.</summary>
    public long ChangeAt { get; set; } = long.MaxValue;

    public WaitingGroup? Group { get; set; }
    public Flight? Flight { get; set; }

    /// <summary>Agents who refused it or let its offer pass in this round.</summary>
    public ImmutableSortedSet<string> Excluded { get; set; } = WaitingGroup.Nobody;

    /// <summary>Takes over newer facts; only while it is in no index.</summary>
    public void Take(int version, WaitingWork work)
    {
        if (work.Round != Round)
        {
            Excluded = WaitingGroup.Nobody;
        }

        (Version, Round, Units, Kind, Priority) = (version, work.Round, work.Units, work.Kind, work.Priority);
        (Due, Since, EnteredAt) = (work.Due.UtcTicks, work.Since.UtcTicks, work.EnteredAt.UtcTicks);
        (Department, Owner, IgnoredBy, Skills) = (work.Department, work.Owner, work.IgnoredBy, work.Skills.OrEmpty());
    }
}
