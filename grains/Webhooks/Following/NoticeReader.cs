using AfterSales.Followers;

namespace AfterSales.Webhooks;

/// <summary>From which row of a case on its events are told, and through which.</summary>
internal readonly record struct CaseSpan(Guid Ticket, int First, int Last);

/// <summary>The public events of many cases, each as the case was right after it.</summary>
internal sealed class NoticeReader(TicketRows rows)
{
    private readonly CaseBriefs _briefs = new();

    /// <summary>A case that cannot be read becomes a fault, and nothing of it is told: what follows a gap would be out of order.</summary>
    public async Task<List<TicketNotice>> Read(IReadOnlyList<CaseSpan> spans, SliceFaults faults, CancellationToken cancellationToken)
    {
        var asked = new (Guid, int, int)[spans.Count];
        for (var i = 0; i < asked.Length; i++)
        {
            var known = _briefs.Find(spans[i].Ticket);
            // A repeated slice is behind what is known.
            asked[i] = (spans[i].Ticket, known.Version < spans[i].First ? known.Version : 0, spans[i].Last);
        }

        var read = (await rows.Read(asked, cancellationToken)).ToLookup(row => row.TicketId);
        var notices = new List<TicketNotice>();
        for (var i = 0; i < asked.Length; i++)
        {
            var (span, after) = (spans[i], asked[i].Item2);
            var told = notices.Count;
            try
            {
                Fold(span, after == 0 ? CaseBrief.None : _briefs.Find(span.Ticket), read[span.Ticket], notices);
            }
            catch (Exception error) when (!FaultKinds.IsTransient(error))
            {
                notices.RemoveRange(told, notices.Count - told);
                _briefs.Forget(span.Ticket);
                faults.Add(WebhookFaults.Of(span.Ticket, error));
            }
        }

        return notices;
    }

    private void Fold(CaseSpan span, CaseBrief before, IEnumerable<CaseRow> following, List<TicketNotice> notices)
    {
        var brief = before;
        foreach (var row in following)
        {
            if (row.Version != brief.Version + 1)
            {
                throw new InvalidDataException($"Version {brief.Version + 1} of the case is missing.");
            }

            // Told are the rows of the span alone; earlier ones only lead there.
            var target = row.Version >= span.First ? notices : [];
            brief = TicketNotice.Read(brief, row.TicketId, row.Version, row.At, row.Events, target) with { Version = row.Version };
        }

        if (brief.Version != span.Last)
        {
            throw new InvalidDataException($"Version {span.Last} of the case is missing.");
        }

        _briefs.Keep(span.Ticket, brief);
    }
}

/// <summary>Faults of this follower: a case is its own culprit, and one kind of defect is waited for once.</summary>
internal static class WebhookFaults
{
    public const string WaitsForEarlier = "waits-for-earlier";

    public static Fault Of(Guid ticket, Exception error) => new(ticket, Receiver(ticket), FaultKinds.CodeOf(error), Transient: false, error);

    /// <summary>Something of this case is parked already: what follows waits with it.</summary>
    public static Fault Behind(Guid ticket) => new(ticket, Receiver(ticket), WaitsForEarlier, Transient: false, Error: null);

    private static string Receiver(Guid ticket) => $"webhook {ticket}";
}
