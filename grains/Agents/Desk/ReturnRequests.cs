using AfterSales.Agents.Domain;

namespace AfterSales.Agents;

/// <summary>Sends returns until the cases are gone: each at most once a second, however often it is asked.</summary>
internal sealed class ReturnRequests(TicketLink tickets, TimeProvider time)
{
    /// <summary>A little less than the timer's period, so that every tick repeats.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(900);

    private Dictionary<Guid, DateTimeOffset> _sent = [];

    public void Send(IEnumerable<DueReturn> due)
    {
        var now = time.GetUtcNow();
        var sent = new Dictionary<Guid, DateTimeOffset>();
        foreach (var one in due)
        {
            if (_sent.TryGetValue(one.AssignmentId, out var last) && last + Pause > now)
            {
                sent[one.AssignmentId] = last;
                continue;
            }

            sent[one.AssignmentId] = now;
            tickets.Return(one);
        }

        _sent = sent;
    }
}
