using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>
/// The first follower: read model, then the actors. Everything before its cursor is in the read model, and orders, customers, queues and agents
/// have been told.
/// </summary>
internal sealed class ProjectionConsumer(
    ReadModelRepair repair,
    ProjectionRegister register,
    SliceReader reader,
    FactsTeller facts,
    RoutingTeller routing,
    QueueAudience audience,
    TellingRound round) : ILogConsumer
{
    public const string ConsumerName = "projection";

    public string Name => ConsumerName;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var streams = new SliceStreams(slice);
        await repair.Ensure(streams, settle: true, cancellationToken);
        var tickets = await reader.ReadTickets([.. streams.Tickets.Keys], cancellationToken);
        var agents = await reader.ReadAgents([.. streams.Agents.Keys], cancellationToken);
        await round.Run([.. facts.Of(tickets.Standing), .. routing.Of(tickets.Routing, agents, streams)], cancellationToken);
        audience.Told(agents);
    }

    /// <summary>Never; but a process whose code has been replaced by a newer projection must not follow on.</summary>
    public async ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken)
    {
        if (atEnd)
        {
            return false;
        }

        // The lease was gained anew.
        audience.Forget();
        return await register.IsOutdated(cancellationToken) ? throw new NewerProjectionException() : false;
    }
}
