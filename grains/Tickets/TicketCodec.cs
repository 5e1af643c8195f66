using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>A case's events to and from its log rows.</summary>
internal static class TicketCodec
{
    public static EventCodec<TicketEvent> Instance { get; } = new(TicketJson.Default.TicketEventArray);
}
