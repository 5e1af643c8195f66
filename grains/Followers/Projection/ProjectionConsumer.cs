using AfterSales.Log;

namespace AfterSales.Followers;

/// <summary>
/// The first follower: read model, then the actors. Everything before its cursor is in the read model, and orders and customers have been told.
/// </summary>
internal sealed class ProjectionConsumer(
    ReadModelRepair repair, ProjectionRegister register, FactsReader facts, FactsTeller teller) : ILogConsumer
{
    public const string ConsumerName = "projection";

    public string Name => ConsumerName;

    public async Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken)
    {
        var streams = new SliceStreams(slice);
        await repair.Ensure(streams, settle: true, cancellationToken);
        await teller.Tell(await facts.Read([.. streams.Tickets.Keys], cancellationToken), cancellationToken);
    }

    /// <summary>Never; but a process whose code has been replaced by a newer projection must not follow on.</summary>
    public async ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken) =>
        !atEnd && await register.IsOutdated(cancellationToken) ? throw new NewerProjectionException() : false;
}
