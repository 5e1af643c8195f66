using AfterSales.Log;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Followers;

/// <summary>Finds the streams of a slice whose row in the read model is missing, behind, or of an older projection.</summary>
internal sealed class ViewGaps(ReadModelDb db, IOptions<ReadModelOptions> options)
{
    private const string Tickets =
        """
        select w.id, v.projection > $3
        from unnest($1, $2) as w (id, seq) left join ticket_view v on v.id = w.id
        where v.id is null or v.projection < $3 or v.version < w.seq
        """;

    private const string Orders =
        """
        select w.id, v.projection > $3
        from unnest($1, $2) as w (id, seq) left join order_view v on v.stream_id = w.id
        where v.stream_id is null or v.projection < $3 or v.version < w.seq
        """;

    private const string Agents =
        """
        select w.id, v.projection > $3
        from unnest($1, $2) as w (id, seq) left join agent_view v on v.stream_id = w.id
        where v.stream_id is null or v.projection < $3 or v.version < w.seq
        """;

    /// <param name="kind">Ticket, order or agent.</param>
    /// <param name="wanted">Version that each stream must have reached.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="NewerProjectionException">A newer process has written a row that only it can bring up to date.</exception>
    public async Task<List<Guid>> Find(StreamKind kind, IReadOnlyDictionary<Guid, int> wanted, CancellationToken cancellationToken)
    {
        var behind = new List<Guid>();
        if (wanted.Count == 0)
        {
            return behind;
        }

        await using var command = db.Command(kind switch { StreamKind.Ticket => Tickets, StreamKind.Order => Orders, _ => Agents });
        command.Parameters.Add(new NpgsqlParameter<Guid[]> { TypedValue = [.. wanted.Keys] });
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = [.. wanted.Values] });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = options.Value.Projection });
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            if (!reader.IsDBNull(1) && reader.GetBoolean(1))
            {
                throw new NewerProjectionException();
            }

            behind.Add(reader.GetGuid(0));
        }

        return behind;
    }
}

/// <summary>
/// While an old and a new silo run side by side, the old one cannot update a row of the newer projection. It gives the lease back, so that the
/// new one takes it.
/// </summary>
internal sealed class NewerProjectionException()
    : Exception("The read model is of a newer projection than this process: a process of the newer version has to follow the log.");
