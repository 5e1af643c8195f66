using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>The read model's own pool (architecture.md section 3: a data source per purpose).</summary>
internal sealed class ReadModelDb(NpgsqlDataSource source)
{
    // A lost tail of derived rows is written again from the log, and the commit of a cursor flushes every commit before it, so waiting for
    // the disk would buy nothing here. Local to the batch: Npgsql runs it as one transaction in one round trip.
    private const string RelaxCommit = "select set_config('synchronous_commit', 'off', true)";

    public NpgsqlDataSource Source => source;

    public NpgsqlCommand Command(string sql) => source.CreateCommand(sql);

    /// <summary>Runs one writing statement in a transaction of its own; answers the number of rows it wrote.</summary>
    /// <param name="statement">What writes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="before">In the same transaction, e.g. a lock: the statement then sees what was committed before it was had.</param>
    public async Task<int> Write(NpgsqlBatchCommand statement, CancellationToken cancellationToken, string? before = null)
    {
        await using var batch = source.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand(RelaxCommit));
        if (before is not null)
        {
            batch.BatchCommands.Add(new NpgsqlBatchCommand(before));
        }

        batch.BatchCommands.Add(statement);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        return (int)statement.Rows;
    }
}
