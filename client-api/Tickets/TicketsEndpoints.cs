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
        routes.MapPost("/v1/tickets:batch", TicketBatch.Open)
            .RequireAuthorization(Access.Anyone)
            .WithTags("Tickets")
            .WithMetadata(new RequestBodyMetadata(typeof(OpenTicket), ItemName: "idempotencyKey"));
        tickets.MapGet("", TicketListEndpoint.List).WithMetadata(TicketListEndpoint.Parameters);
        tickets.MapPost("", OpenEndpoint.Open).WithMetadata(new RequestBodyMetadata(typeof(OpenTicket)), HeaderMetadata.IdempotencyKey);
        tickets.MapGet("/{id:guid}", TicketReads.Get);
        tickets.MapGet("/{id:guid}/timeline", TicketReads.Timeline).WithMetadata(QueryMetadata.Paging);
        tickets.MapGet("/{id:guid}/graph", TicketReads.Graph);
        tickets.MapActions();
    }
}
