using System.Text.Json.Serialization;
using AfterSales.Orders;
using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>Who has to act, and the facts of the opening that routing rules look at. Invariant: never waiting and assigned at once.</summary>
internal sealed partial record TicketState
{
    /// <summary>The first agent who was assigned or acted: accountable to the end (first-owner responsibility).</summary>
    public string? Owner { get; init; }

    public TicketWait? Waiting { get; init; }

    public TicketAssignment? Assignment { get; init; }

    /// <summary>Queues and agents it was taken from, newest last; never one that has it.</summary>
    public ImmutableArray<LeftPlace> Left { get; init; } = [];

    public string? Tier { get; init; }

    public string? Language { get; init; }

    public int RecentTickets { get; init; }

    public OrderProgress? OrderProgress { get; init; }

    /// <summary>Who must act now, or keeps the case while somebody outside is awaited.</summary>
    [JsonIgnore]
    public string? Assignee => Assignment?.Agent;
}
