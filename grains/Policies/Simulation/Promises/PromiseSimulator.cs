using System.Runtime.InteropServices;
using AfterSales.Calendars;
using AfterSales.Log;
using AfterSales.ReadModel;
using AfterSales.Streams;
using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>
/// Runs <see cref="PromiseReplay"/> over the cases of the period, case by case from its opening, so that memory holds a bounded number of ids and a few streams,
/// however long the log is.
/// </summary>
internal sealed class PromiseSimulator(RecentCases recent, IEventLog log, ICalendarSource calendars)
{
    /// <summary>Cases looked at; of more, those that something happened to last.</summary>
    private const int MaxCases = 20_000;

    private const int RowsPage = 200;

    /// <summary>Read side by side: little of what the commands of the day need.</summary>
    private const int AtOnce = 4;

    /// <param name="inForce">The policies of today.</param>
    /// <param name="draft">The policies with the draft in force.</param>
    /// <param name="from">Begin of the period.</param>
    /// <param name="to">Its end.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<(PromiseSimulation Simulation, bool CutOff)> Run(
        PolicySet inForce, PolicySet draft, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellationToken)
    {
        var (cases, cutOff) = await Recent(from, cancellationToken);
        var today = new DecisionContext(to, Caller.System, inForce) { Calendars = calendars.Current };
        var drafted = today with { Policies = draft };
        var simulation = new PromiseSimulation();
        foreach (var few in cases.Chunk(AtOnce))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var outcomes = await Task.WhenAll(few.Select(id => Replay(id, new PromiseReplay(today, drafted, from, to))));
            foreach (var (id, outcome) in few.Zip(outcomes))
            {
                if (outcome is not null)
                {
                    simulation.Add(id, outcome);
                }
            }
        }

        return (simulation, cutOff);
    }

    private async Task<(IReadOnlyList<Guid> Cases, bool CutOff)> Recent(DateTimeOffset from, CancellationToken cancellationToken)
    {
        try
        {
            return await recent.Read(from, MaxCases, cancellationToken);
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error) && !cancellationToken.IsCancellationRequested)
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }

    private async Task<PromiseOutcome?> Replay(Guid id, PromiseReplay replay)
    {
        for (var seq = 0; await log.Read(id, seq, int.MaxValue, RowsPage) is { Count: > 0 } rows; seq = rows[^1].Seq)
        {
            foreach (var row in rows)
            {
                var events = ImmutableCollectionsMarshal.AsImmutableArray(TicketCodec.Instance.Decode(row.Data.Span, personal: null));
                replay.Row(new EventStamp(row.Seq, row.At, row.Actor, row.CommandId), events);
            }
        }

        return replay.End();
    }
}
