using AfterSales.Streams;

namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    private static TicketState Promise(TicketState state, TicketEvent stored, in EventStamp stamp) => stored switch
    {
        CaseEscalated => state with { Escalated = true },
        IDeadlineEvent => Deadline(state, stored, stamp),
        PromisesAdopted => state with { Promised = true },
        _ => Clock(state, stored, stamp.At),
    };
}
