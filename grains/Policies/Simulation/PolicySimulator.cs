using AfterSales.Log;
using AfterSales.Tickets;
using AfterSales.Time;

namespace AfterSales.Policies;

/// <summary>Runs <see cref="SelfServiceSimulation"/> over the openings of the log. The other policies decide on more than an opening holds.</summary>
internal sealed class PolicySimulator(ILogReader log, IBusinessClock clock, TimeProvider time) : IPolicySimulator
{
    private const int PageSize = 1_000;
    private const int RetryAfterSeconds = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public async Task<Outcome<SimulationResult>> Simulate(string name, string json, TimeSpan past, CancellationToken cancellationToken)
    {
        if (!PolicyNames.All.Contains(name))
        {
            return new Failure(FailureCodes.NotFound, "There is no such policy.");
        }

        if (PolicyDocuments.Normalise(name, json).Failure is { } faulty)
        {
            return faulty;
        }

        if (PolicyDocuments.Parse<SelfServicePolicy>(name, json) is not { } draft)
        {
            return new Failure(FailureCodes.PolicyRefused, $"Only the {PolicyNames.SelfService} policy decides on what an opening holds; {name} cannot be simulated.");
        }

        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return SelfServiceSimulation.Run(await Openings(clock.Now - past, either.Token), draft);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Failure(FailureCodes.Overloaded, $"The log could not be read within {Patience.TotalSeconds} s.") { RetryAfter = RetryAfterSeconds };
        }
    }

    private async Task<List<PastOpening>> Openings(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var found = new List<PastOpening>();
        var cursor = LogCursor.Start;
        while (await log.Read(cursor, PageSize, cancellationToken) is { Count: > 0 } page)
        {
            cursor = page[^1].Cursor;
            found.AddRange(page
                .Where(logged => logged.Row.Kind == StreamKind.Ticket && logged.Row.At >= since)
                .Select(logged => OpeningOf(logged.Row))
                .OfType<PastOpening>());
        }

        return found;
    }

    /// <summary>Null: the row is no opening.</summary>
    private static PastOpening? OpeningOf(LogRow row)
    {
        var events = TicketCodec.Instance.Decode(row.Data.Span, personal: null);
        return events.OfType<Opened>().FirstOrDefault() is not { } opened ? null : new PastOpening(
            opened.Id,
            opened.Kind,
            opened.OrderProgress,
            opened.NoReasonReturn,
            opened.WindowOverride,
            opened.Requested ?? opened.Claim,
            opened.CustomerId,
            row.At,
            events.OfType<AutoApproved>().FirstOrDefault()?.Rule);
    }
}
