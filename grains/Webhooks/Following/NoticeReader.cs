using AfterSales.Followers;

namespace AfterSales.Webhooks;

/// <summary>From which row of a case on its events are told, and through which.</summary>
internal readonly record struct TellSpan(Guid Ticket, int First, int Last);

/// <summary>The public events of many cases, each as the case was right after it.</summary>
internal sealed class NoticeReader(CaseRows rows, int remembered = 50_000)
{
    private readonly CaseBriefs _briefs = new(remembered);

    /// <summary>A case that cannot be read becomes a fault, and nothing of it is told: what follows a gap would be out of order.</summary>
    public async Task<List<TicketNotice>> Read(IReadOnlyList<TellSpan> spans, SliceFaults faults, CancellationToken cancellationToken)
    {
        // What a case is folded from is what its rows were asked for, whatever is forgotten while the others are folded.
        var before = new CaseBrief[spans.Count];
        for (var i = 0; i < before.Length; i++)
        {
            var known = _briefs.Find(spans[i].Ticket);
            // A repeated slice is behind what is known.
            before[i] = known.Version < spans[i].First ? known : CaseBrief.None;
        }

        CaseSpan[] asked = [.. spans.Select((span, i) => new CaseSpan(span.Ticket, before[i].Version, span.Last))];
        var unreadable = new SliceFaults();
        var read = (await rows.Read(asked, unreadable, WebhookFaults.Of, cancellationToken)).ToLookup(row => row.TicketId);
        var damaged = unreadable.All.ToDictionary(fault => fault.Stream);
        var notices = new List<TicketNotice>();
        for (var i = 0; i < before.Length; i++)
        {
            var (ticket, told) = (spans[i].Ticket, notices.Count);
            if ((damaged.GetValueOrDefault(ticket) ?? TryFold(spans[i], before[i], read[ticket], notices)) is { } fault)
            {
                notices.RemoveRange(told, notices.Count - told);
                _briefs.Forget(ticket);
                faults.Add(fault);
            }
        }

        return notices;
    }

    private Fault? TryFold(TellSpan span, CaseBrief before, IEnumerable<CaseRow> following, List<TicketNotice> notices)
    {
        try
        {
            Fold(span, before, following, notices);
            return null;
        }
        catch (Exception error) when (!FaultKinds.IsTransient(error))
        {
            return WebhookFaults.Of(span.Ticket, error);
        }
    }

    private void Fold(TellSpan span, CaseBrief before, IEnumerable<CaseRow> following, List<TicketNotice> notices)
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
