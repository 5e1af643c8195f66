using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Followers;

/// <summary>
/// Rebuilds the read model after its projection number was raised: reads the whole log from its start with a cursor of its own, and projects
/// every stream whose row is missing or older. Commands and the first follower go on meanwhile; the newer row wins, whoever writes it.
/// </summary>
internal sealed class RebuildConsumer(ReadModelRepair repair, ReadModelDb db, IOptions<ReadModelOptions> options) : ILogConsumer
{
    private int Projection => options.Value.Projection;

    public string Name => $"projection-rebuild-{Projection}";

    public Task Consume(IReadOnlyList<LogMark> slice, CancellationToken cancellationToken) =>
        repair.Ensure(new SliceStreams(slice), settle: true, cancellationToken);

    /// <summary>Done when the end of the log was reached once: from there on the first follower sees to it.</summary>
    public async ValueTask<bool> IsFinished(bool atEnd, CancellationToken cancellationToken)
    {
        if (atEnd)
        {
            var done = new NpgsqlBatchCommand("insert into read_model_projection (projection) values ($1) on conflict do nothing");
            done.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Projection });
            await db.Write(done, cancellationToken);
            return true;
        }

        // A newer process has done it, and would only be undone by an older one.
        await using var command = db.Command("select exists (select 1 from read_model_projection where projection >= $1)");
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Projection });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }
}
