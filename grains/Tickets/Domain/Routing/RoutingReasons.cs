using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>How a case came into a queue or to an agent when no routing rule decided; stored and served, so they are stable.</summary>
internal static class RoutingReasons
{
    public const string Default = "default";
    public const string Transfer = "transfer";
    public const string Release = "release";
    public const string NoFirstAction = "no-first-action";
    public const string Claim = "claim";
    public const string Manual = "manual";

    /// <summary>Whoever answers the customer takes the case.</summary>
    public const string Acted = "acted";

    /// <summary>A promise is broken or nearly so: a supervisor looks at it.</summary>
    public const string Escalation = "escalation";

    /// <summary>Why a case may wait without a rule of the policy: no rule may have such a name, or nobody could tell which it was.</summary>
    public static ImmutableArray<string> OfWaits { get; } =
    [
        Default, Transfer, Release, Escalation, .. Enum.GetValues<RerouteReason>().Select(Of), .. Enum.GetValues<ReturnReason>().Select(Of),
    ];

    public static string Of(ReturnReason reason) => reason switch
    {
        ReturnReason.NoFirstAction => NoFirstAction,
        ReturnReason.AgentAway => "agent-away",
        ReturnReason.AgentOffline => "agent-offline",
        ReturnReason.AgentRemoved => "agent-removed",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static AssignmentEnd EndOf(ReturnReason reason) => reason switch
    {
        ReturnReason.NoFirstAction => AssignmentEnd.NoFirstAction,
        ReturnReason.AgentAway => AssignmentEnd.AgentAway,
        ReturnReason.AgentOffline => AssignmentEnd.AgentOffline,
        ReturnReason.AgentRemoved => AssignmentEnd.AgentRemoved,
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };

    public static string Of(RerouteReason reason) => reason switch
    {
        RerouteReason.Overflow => "overflow",
        RerouteReason.QueueRemoved => "queue-removed",
        RerouteReason.Unrouted => "unrouted",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
