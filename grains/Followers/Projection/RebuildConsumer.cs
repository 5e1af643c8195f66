using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Rebuilds the read model after its projection number was raised: reads the whole log from its start with a cursor of its own, and projects
/// every stream whose row is missing or older. Commands and the first follower go on meanwhile; the newer row wins, whoever writes it.
/// </summary>
internal sealed class RebuildConsumer(
    ReadModelRepair repair,
    ProjectionRegister register,
    SliceReader reader,
    RoutingTeller routing,
    WheelTeller wheel,
    TellingRound round,
    FaultJudge judge,
    IOptions<ReadModelOptions> options) : ILogConsumer
{
    public string Name => $"projection-rebuild-{options.Value.Projection}";

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var streams = new SliceStreams(slice);
        var faults = new SliceFaults();
        await repair.Ensure(streams, settle: true, faults, cancellationToken);
        // Cases that older code left without a queue are met here and nowhere else: nobody acts on them, so the first follower never sees them.
        var tickets = await reader.ReadTickets([.. streams.Tickets.Keys], faults, cancellationToken);
        // Best effort, as everywhere: an older silo does not know how, and the sweep asks again (UnroutedSweep).
        await round.Run([.. routing.Reroutes(tickets.Unrouted)], faults: null, cancellationToken);
        // Nor did the wheel find a deadline in rows of an older projection when it loaded.
        await round.Run([.. wheel.Of(tickets.Due)], faults, cancellationToken);
        // Parked under the first follower's name: whoever tries it again tells everybody, which is more than was asked for.
        await judge.Judge(ProjectionConsumer.ConsumerName, streams, faults, cancellationToken);
    }

    /// <summary>Done when the end of the log was reached once: from there on the first follower sees to it, and only in this projection.</summary>
    public async ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken)
    {
        if (atEnd)
        {
            await register.Finish(cancellationToken);
            return true;
        }

        if (await register.IsFinished(cancellationToken))
        {
            return true;
        }

        await register.Begin(cancellationToken);
        return false;
    }
}
