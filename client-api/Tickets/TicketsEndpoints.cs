using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets;

/// <summary>/v1/tickets.</summary>
internal static class TicketsEndpoints
{
    public static void MapTicketsEndpoints(this IEndpointRouteBuilder routes)
    {
        var tickets = routes.MapGroup("/v1/tickets").RequireAuthorization(Access.Anyone).WithTags("Tickets");
        tickets.MapPost("", OpenEndpoint.Open).WithMetadata(new RequestBodyMetadata(typeof(OpenTicket)), IdempotentMetadata.Instance);
        tickets.MapGet("/{id:guid}", TicketReads.Get);
        tickets.MapGet("/{id:guid}/timeline", TicketReads.Timeline);
        tickets.MapGet("/{id:guid}/graph", TicketReads.Graph);
        tickets.MapActions();
    }
}
