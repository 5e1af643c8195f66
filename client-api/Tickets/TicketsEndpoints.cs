using AfterSales.Api.Admission;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Tickets.Lists;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets;

/// <summary>/v1/tickets.</summary>
internal static class TicketsEndpoints
{
    public static void MapTicketsEndpoints(this IEndpointRouteBuilder routes)
    {
        var tickets = routes.MapGroup("/v1/tickets").RequireAuthorization(Access.Anyone).WithTags("Tickets");
        tickets.MapGet("", TicketListEndpoint.List)
            .WithSummary("Lists cases, newest first; a list may lag behind a write.")
            .WithMetadata(TicketListEndpoint.Parameters);
        tickets.MapPost("", OpenEndpoint.Open)
            .InLane(Lane.Openings)
            .WithSummary("Opens a case.")
            .Produces<TicketView>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(OpenTicket)), HeaderMetadata.IdempotencyKey);
        tickets.MapGet("/{id:guid}", TicketReads.Get).WithSummary("One case; never behind a write.");
        tickets.MapGet("/{id:guid}/timeline", TicketReads.Timeline)
            .WithSummary("What the caller may see of the history, oldest first.")
            .WithMetadata(QueryMetadata.Paging);
        tickets.MapGet("/{id:guid}/graph", TicketReads.Graph).WithSummary("Steps passed, the present one, and what can follow.");
        routes.MapPost("/v1/tickets:batch", TicketBatch.Open)
            .RequireAuthorization(Access.Anyone)
            .WithTags("Tickets")
            .WithSummary("Opens up to 500 cases; one result per item.")
            .WithMetadata(new RequestBodyMetadata(typeof(OpenTicket), ItemName: "idempotencyKey"));
        tickets.MapActions();
    }
}
