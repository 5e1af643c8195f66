using AfterSales.Routing;

namespace AfterSales.Tickets;

/// <summary>The case's side of the assignment protocol (architecture.md section 4).</summary>
internal sealed partial class TicketGrain
{
    public Task<Outcome<AssignmentAnswer>> Assign(AssignmentRequest request) => throw new NotImplementedException();

    public Task<Outcome<RoutingFacts>> ConfirmOrVoidAssignment(Guid assignmentId, int round) => throw new NotImplementedException();

    public Task<Outcome<RoutingFacts>> Reroute(int round, string? toQueue, RerouteReason reason) => throw new NotImplementedException();

    public Task Return(Guid assignmentId, ReturnReason reason) => throw new NotImplementedException();

    public Task<Outcome<RoutingFacts>> GetRouting() => throw new NotImplementedException();
}
