using AfterSales.Agents.Domain;

namespace AfterSales.Agents;

/// <summary>Sends returns until the cases are gone, and not all at once: who leaves may have thousands of cases.</summary>
internal sealed class ReturnRequests(TicketLink tickets, TimeProvider time)
{
    /// <summary>So many are sent in one tick; the others wait a second more.</summary>
    public const int MaxSent = 128;

    /// <summary>A case that did not answer by then is asked again.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private Dictionary<Guid, DateTimeOffset> _sent = [];

    public void Send(IEnumerable<DueReturn> due)
    {
        var now = time.GetUtcNow();
        var sent = new Dictionary<Guid, DateTimeOffset>();
        var open = new List<(DateTimeOffset Last, DueReturn Due)>();
        foreach (var one in due)
        {
            var asked = _sent.TryGetValue(one.AssignmentId, out var last);
            if (asked)
            {
                sent[one.AssignmentId] = last;
            }

            if (!asked || last + Pause <= now)
            {
                open.Add((last, one));
            }
        }

        // First those never sent: some that do not answer must not keep the others from being sent.
        foreach (var (_, one) in open.OrderBy(request => request.Last).Take(MaxSent))
        {
            sent[one.AssignmentId] = now;
            tickets.Return(one);
        }

        _sent = sent;
    }
}
