using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>
/// The first follower: read model, then the actors. Everything before its cursor is in the read model, and orders, customers, queues, agents
/// and the wheel have been told; but for what is parked (<see cref="FaultJudge"/>).
/// </summary>
internal sealed class ProjectionConsumer(ProjectionWork work, ProjectionRegister register, QueueAudience audience, FaultJudge judge) : ILogConsumer
{
    public const string ConsumerName = "projection";

    public string Name => ConsumerName;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var streams = new SliceStreams(slice);
        var faults = new SliceFaults();
        var agents = await work.Run(streams, settle: true, audience, faults, cancellationToken);
        await judge.Judge(Name, streams, faults, cancellationToken);
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
