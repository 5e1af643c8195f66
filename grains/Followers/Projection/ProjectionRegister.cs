using AfterSales.ReadModel;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Followers;

/// <summary>
/// Which projections have been begun and finished (<c>read_model_projection</c>). Settles who follows while an old and a new silo run side by
/// side: as soon as the new one has begun, an old one moves the cursor of the read model no more. Otherwise the old one could pass a row with
/// its old projection after the rebuild had reached the end of the log.
/// </summary>
internal sealed class ProjectionRegister(ReadModelDb db, IOptions<ReadModelOptions> options)
{
    private int Projection => options.Value.Projection;

    /// <summary>Registers our projection; the first time, the lease of the read model is taken from whoever holds it.</summary>
    public Task Begin(CancellationToken cancellationToken) => Write(
        $"""
        with begun as (insert into read_model_projection (projection) values ($1) on conflict do nothing returning projection)
        update follower_cursor set lease_owner = null, lease_until = null from begun where name = '{ProjectionConsumer.ConsumerName}'
        """,
        cancellationToken);

    public Task Finish(CancellationToken cancellationToken) => Write(
        "update read_model_projection set completed_at = now() where projection = $1", cancellationToken);

    /// <summary>Ours is done, or a newer one has been begun, which covers it.</summary>
    public Task<bool> IsFinished(CancellationToken cancellationToken) => Ask(
        "select exists (select 1 from read_model_projection where projection > $1 or (projection = $1 and completed_at is not null))",
        cancellationToken);

    public Task<bool> IsOutdated(CancellationToken cancellationToken) => Ask(
        "select exists (select 1 from read_model_projection where projection > $1)", cancellationToken);

    private async Task<bool> Ask(string sql, CancellationToken cancellationToken)
    {
        await using var command = db.Command(sql);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Projection });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private Task<int> Write(string sql, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(sql);
        statement.Parameters.Add(new NpgsqlParameter<int> { TypedValue = Projection });
        return db.Write(statement, cancellationToken);
    }
}
