using AfterSales.Agents;
using AfterSales.Routing;
using AfterSales.Tests.Domain.Orders;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>Words of the tests about agents.</summary>
internal static class Staffing
{
    public const string Me = "a-1";
    public const string Other = "a-2";

    public static DateTimeOffset Now => Shop.Now;

    public static CallContext Lead { get; } = As(new Caller("test", "lead-1", Roles.Lead));

    public static CallContext Myself { get; } = As(new Caller("test", Me, Roles.Agent));

    public static CallContext Stranger { get; } = As(new Caller("test", Other, Roles.Agent));

    public static AgentProfile Profile(int capacity = 100) => new()
    {
        Name = "Wang Fang", Team = "east", Languages = ["zh"], Skills = [new SkillLevel("refund", 3)], Capacity = capacity,
    };

    public static CallContext As(Caller caller) => new(caller, CommandId.New());

    public static AssignmentReason Reason { get; } = new("lowest-load", 1, 2, [new CandidateLoad(Me, 10, 100), new CandidateLoad(Other, 20, 100)]);

    public static ReserveRequest Request(
        AssignmentMode mode = AssignmentMode.Auto, int units = 5, int round = 1, Guid? ticket = null, Guid? assignment = null, string queue = "general") => new(
        new AssignmentRequest(assignment ?? Guid.NewGuid(), ticket ?? Guid.NewGuid(), round, queue, Me, units, mode, Reason),
        Departments.Service,
        mode == AssignmentMode.Offer ? TimeSpan.FromSeconds(30) : null);

    /// <summary>The case took him.</summary>
    public static RoutingFacts Assigned(this ReserveRequest request, int version = 0, bool active = true, bool acted = false, string agent = Me,
        DateTimeOffset? since = null) => Assigned(
        request.Assignment.TicketId,
        version == 0 ? request.Assignment.Round + 1 : version,
        request.Assignment.AssignmentId,
        request.Assignment.Mode,
        request.Assignment.Units,
        active,
        acted,
        agent,
        since);

    public static RoutingFacts Assigned(
        Guid ticket, int version, Guid assignment, AssignmentMode mode = AssignmentMode.Claim, int units = 5, bool active = true, bool acted = false,
        string agent = Me, DateTimeOffset? since = null) => new(
        ticket,
        version,
        null,
        new AssignedWork(assignment, agent, "general", Departments.Service, units, active, acted, mode, Now, TicketKind.RefundOnly, since ?? Now),
        []);

    public static RoutingFacts Waits(Guid ticket, int version, int round, int units = 5) => new(
        ticket,
        version,
        new WaitingWork("general", round, Departments.Service, TicketKind.RefundOnly, TicketPriority.P3, Now, Now, Now, units, [], Owner: null),
        null,
        []);

    /// <summary>Nobody of ours has it or has to act.</summary>
    public static RoutingFacts Over(Guid ticket, int version) => new(ticket, version, null, null, []);
}
