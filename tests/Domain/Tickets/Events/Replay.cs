using System.Text.Json;
using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Folds the rows of a case again from the bytes they are stored as.</summary>
internal static class Replay
{
    private static readonly EventCodec<TicketEvent> Codec = new(TicketJson.Default.TicketEventArray);

    public static TicketState Of(Case folded, bool erased = false, TicketState? from = null, int after = 0)
    {
        var state = from ?? TicketState.None;
        foreach (var (stamp, events) in folded.Rows.Skip(after))
        {
            var (data, personal) = Codec.Encode(events);
            state = Codec.Decode(data, erased ? null : personal).Aggregate(state, (current, stored) => TicketFold.Apply(current, stored, stamp));
        }

        return state;
    }

    public static TicketState ThroughSnapshot(TicketState state) => JsonSerializer.Deserialize(Snapshot(state), TicketJson.Default.TicketState)!;

    /// <summary>The whole state as text, to compare; it leaves out subject and description.</summary>
    public static string Snapshot(TicketState state) => JsonSerializer.Serialize(state, TicketJson.Default.TicketState);
}
