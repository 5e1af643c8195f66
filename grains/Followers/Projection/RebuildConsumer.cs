using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Followers;

/// <summary>
/// Rebuilds the read model after its projection number was raised: reads the whole log from its start with a cursor of its own, and projects
/// every stream whose row is missing or older. Commands and the first follower go on meanwhile; the newer row wins, whoever writes it.
/// </summary>
internal sealed class RebuildConsumer(ReadModelRepair repair, ProjectionRegister register, IOptions<ReadModelOptions> options) : ILogConsumer
{
    public string Name => $"projection-rebuild-{options.Value.Projection}";

    public Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken) =>
        repair.Ensure(new SliceStreams(slice), settle: true, cancellationToken);

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
