using AfterSales.Orders;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>
/// Who gets which work (domain.md section 6). Policy name <c>routing</c>. Queues themselves are configured one by one (<c>/v1/queues</c>).
/// </summary>
public sealed record RoutingPolicy
{
    /// <summary>In order; the first that matches decides. A rule that names a queue which does not exist is passed over.</summary>
    public ImmutableArray<RoutingRule> Rules { get; init; } =
    [
        new() { Name = "dispute", Departments = [Routing.Departments.Arbitration], Queue = "arbitration" },
        new() { Name = "warehouse", Departments = [Routing.Departments.Warehouse], Queue = "warehouse" },
        new() { Name = "finance", Departments = [Routing.Departments.Finance], Queue = "finance" },
        new() { Name = "workshop", Departments = [Routing.Departments.Workshop], Queue = "workshop" },
        new() { Name = "after-inspection", AfterInspection = true, Categories = [TicketCategory.Quality], Queue = "quality" },
        new() { Name = "logistics-dialogue", Kinds = [TicketKind.Complaint, TicketKind.Consultation], Categories = [TicketCategory.Logistics], Queue = "logistics" },
    ];

    /// <summary>When no rule matches; stored as rule <c>default</c>. Must exist: it cannot be removed while it is named here.</summary>
    public string DefaultQueue { get; init; } = "general";

    /// <summary>What a case costs an agent, by channel; comes before the kind.</summary>
    public ImmutableDictionary<Channel, int> UnitsByChannel { get; init; } =
        new Dictionary<Channel, int> { [Channel.Phone] = 100, [Channel.Chat] = 25 }.ToImmutableDictionary();

    public ImmutableDictionary<TicketKind, int> UnitsByKind { get; init; } =
        new Dictionary<TicketKind, int> { [TicketKind.Complaint] = 20, [TicketKind.Consultation] = 20 }.ToImmutableDictionary();

    /// <summary>What any other case costs.</summary>
    public int DefaultUnits { get; init; } = 5;

    /// <summary>Promise until clocks exist: due = created + this, in seconds (domain.md section 7, first response).</summary>
    public ImmutableDictionary<TicketPriority, int> FirstResponseSeconds { get; init; } = new Dictionary<TicketPriority, int>
    {
        [TicketPriority.P1] = 300, [TicketPriority.P2] = 900, [TicketPriority.P3] = 3_600, [TicketPriority.P4] = 14_400,
    }.ToImmutableDictionary();

    /// <summary>Expected handling time by kind until 50 cases of it were finished in a queue.</summary>
    public ImmutableDictionary<TicketKind, int> HandlingSeconds { get; init; } =
        new Dictionary<TicketKind, int> { [TicketKind.Complaint] = 900, [TicketKind.Consultation] = 600 }.ToImmutableDictionary();

    public int DefaultHandlingSeconds { get; init; } = 300;

    /// <summary>Work given by a queue goes back when its agent has not acted for so long. 0 switches it off.</summary>
    public int FirstActionTimeoutSeconds { get; init; } = 900;

    /// <summary>For so long after an agent signed in (was Offline before) ...</summary>
    public int RampUpSeconds { get; init; } = 120;

    /// <summary>... he is given at most so many cases in any minute.</summary>
    public int RampUpPerMinute { get; init; } = 20;

    /// <summary>What becomes of active work of an agent who signs off.</summary>
    public OpenWork WhenOffline { get; init; } = OpenWork.Requeue;

    /// <summary>What becomes of active work of an agent who stays Away for <see cref="AwaySeconds"/>.</summary>
    public OpenWork WhenAway { get; init; } = OpenWork.Requeue;

    public int AwaySeconds { get; init; } = 300;

    /// <summary>Skills that agents and queues may have, beside <c>lang:*</c>.</summary>
    public ImmutableArray<string> Skills { get; init; } =
    [
        "refund", "return", "exchange", "repair", "reship", "complaint", "consultation", "chat", "phone", "social", "logistics", "quality", "invoice",
        "price", "legal", "safety", "vip", "electronics", "appliance", "clothing", "fresh", "digital", "supervisor",
    ];
}

/// <summary>Stored by name.</summary>
public enum OpenWork { Keep, Requeue }

/// <summary>All conditions that are given must hold; an empty list is not a condition.</summary>
public sealed record RoutingRule
{
    /// <summary>1-64 characters, unique; stored with every case it routes.</summary>
    public required string Name { get; init; }

    public ImmutableArray<TicketKind> Kinds { get; init; } = [];

    /// <summary>Department whose step it is.</summary>
    public ImmutableArray<string> Departments { get; init; } = [];

    public ImmutableArray<TicketCategory> Categories { get; init; } = [];

    /// <summary>Category of any line's product.</summary>
    public ImmutableArray<string> ProductCategories { get; init; } = [];

    /// <summary><c>zh</c> or <c>en</c>, told from the words of the case.</summary>
    public ImmutableArray<string> Languages { get; init; } = [];

    public ImmutableArray<string> Tiers { get; init; } = [];

    public ImmutableArray<Channel> Channels { get; init; } = [];

    /// <summary>Claimed amount in minor units, whatever the currency.</summary>
    public long? MinAmount { get; init; }

    public ImmutableArray<OrderProgress> OrderStates { get; init; } = [];

    /// <summary>Other cases of the customer in the last 30 days, when it opened.</summary>
    public int? MinRecentTickets { get; init; }

    /// <summary>The goods have been inspected and the case is back at a decision.</summary>
    public bool? AfterInspection { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Queue { get; init; }

    /// <summary>Needed beside the queue's own skills.</summary>
    public ImmutableArray<SkillLevel> Skills { get; init; } = [];
}
