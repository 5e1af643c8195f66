using System.Runtime.CompilerServices;
using AfterSales.Sla;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Reads a shard's cases by the index made for it, row by row as they come: a shard of 100,000 costs no second copy.</summary>
internal sealed class DueView(ReadModelDb db) : IDueView
{
    private const int Batch = 2_000;

    /// <summary>Between two answers of the database; a large shard takes as long as it takes.</summary>
    private const int TimeoutSeconds = 60;

    // The shard of an id as WheelKeys tells it; written as in the index.
    private static readonly string Sql =
        $"select id, version, next_due from ticket_view where armed and get_byte(uuid_send(id), 15) % {WheelKeys.Shards} = $1";

    public async IAsyncEnumerable<IReadOnlyList<DueFacts>> Load(int shard, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var command = db.Command(Sql);
        command.CommandTimeout = TimeoutSeconds;
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = shard });
        await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var facts = new List<DueFacts>(Batch);
        while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            facts.Add(new DueFacts(row.GetGuid(0), row.GetInt32(1), row.GetFieldValue<DateTimeOffset>(2)));
            if (facts.Count == Batch)
            {
                yield return facts;
                facts = new List<DueFacts>(Batch);
            }
        }

        yield return facts;
    }
}
