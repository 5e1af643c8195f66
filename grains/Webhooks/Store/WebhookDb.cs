using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>The tables of webhooks, on the read model's pool, of which they take a small share.</summary>
internal sealed class WebhookDb(NpgsqlDataSource source)
{
    public NpgsqlCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }

    /// <summary>For a request of the API: it gives up before it harms anybody else.</summary>
    public NpgsqlCommand Request(string sql, params NpgsqlParameter[] parameters)
    {
        var command = Command(sql, parameters);
        command.CommandTimeout = RequestShare.TimeoutSeconds;
        return command;
    }

    /// <summary>Statements one after the other, each seeing what was committed before it began, in one transaction and one round trip.</summary>
    public NpgsqlBatch Batch() => source.CreateBatch();

    public ValueTask<NpgsqlConnection> Open(CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    public async Task<List<T>> Read<T>(NpgsqlCommand command, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        await using (command)
        {
            var rows = new List<T>();
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            while (await reader.ReadAsync(cancellationToken))
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }

    /// <summary>A database that is away is an expected failure to callers of the API; a change that was on its way to it may have been made.</summary>
    public static async Task<Outcome<T>> Try<T>(Func<Task<Outcome<T>>> ask, bool changes = false)
    {
        try
        {
            return await ask();
        }
        catch (Exception error) when (error is LogUnavailableException || ReadModelErrors.IsUnavailable(error))
        {
            return new Failure(
                changes ? FailureCodes.OutcomeUnknown : FailureCodes.StorageUnavailable, "The database cannot be reached at the moment.") { RetryAfter = 2 };
        }
    }

    public static NpgsqlParameter Of<T>(T value) => new NpgsqlParameter<T> { TypedValue = value };
}
