using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets;

/// <summary>A case as an answer: its version is the entity tag.</summary>
internal static class TicketAnswers
{
    public static string LocationOf(Guid id) => $"/v1/tickets/{id}";

    public static JsonAnswer<TicketView> Shown(TicketView ticket, bool replayed = false) => new(ticket, ApiJson.Responses.TicketView)
    {
        ETag = ETags.Of(ticket.Version),
        Replayed = replayed,
    };

    public static JsonAnswer<TicketView> Changed(TicketReply reply) => new(reply.Ticket, ApiJson.Responses.TicketView)
    {
        ETag = ETags.Of(reply.Ticket.Version),
        Replayed = reply.Replayed,
    };

    public static JsonAnswer<TicketView> Opened(TicketReply reply) => new(reply.Ticket, ApiJson.Responses.TicketView, StatusCodes.Status201Created)
    {
        ETag = ETags.Of(reply.Ticket.Version),
        Location = LocationOf(reply.Ticket.Id),
        Replayed = reply.Replayed,
    };
}
