using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Followers;

/// <param name="Stream">What is parked.</param>
/// <param name="Kind">Of the stream.</param>
/// <param name="Newest">Its newest version in the log.</param>
/// <param name="Receiver">Who did not take it.</param>
/// <param name="Version">Oldest version not taken.</param>
/// <param name="Attempts">So far; changes with every further fault.</param>
internal sealed record ParkedFault(Guid Stream, StreamKind Kind, int Newest, string Receiver, int Version, int Attempts);

/// <summary>The table <c>follower_parked</c>. A parked row is durable no later than the cursor that passes it: both commit in this order.</summary>
internal sealed class ParkedFaults(ReadModelDb db)
{
    private const int MaxListed = 1_000;

    /// <param name="consumer">Whose they are.</param>
    /// <param name="faults">Each stream and receiver once. One that only waits for what is parked already leaves the cause as it is.</param>
    /// <param name="versionOf">Oldest version not taken now; what was parked before keeps its own.</param>
    /// <param name="attemptsOf">Attempts to add.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task Park(
        string consumer, IReadOnlyList<Fault> faults, Func<Fault, int> versionOf, Func<Fault, int> attemptsOf, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            insert into follower_parked as p (consumer, stream_id, receiver, error, version, attempts)
            select $6, r.* from unnest($1, $2, $3, $4, $5) as r (stream_id, receiver, error, version, attempts)
            on conflict (consumer, stream_id, receiver) do update
            set version = least(p.version, excluded.version), attempts = p.attempts + excluded.attempts,
                error = case when excluded.error = $7 then p.error else excluded.error end
            """);
        new Columns<Fault>(faults, statement.Parameters)
            .Id(fault => fault.Stream)
            .Text(fault => fault.Receiver)
            .Text(fault => fault.Code)
            .Number(versionOf)
            .Number(attemptsOf);
        statement.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        statement.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Fault.WaitsForEarlier });
        await db.Write(statement, cancellationToken);
    }

    /// <summary>Those delivered meanwhile; one that was parked again since it was listed stays.</summary>
    public async Task Remove(string consumer, IReadOnlyList<ParkedFault> delivered, CancellationToken cancellationToken)
    {
        var statement = new NpgsqlBatchCommand(
            """
            delete from follower_parked p using unnest($1, $2, $3) as r (stream_id, receiver, attempts)
            where p.consumer = $4 and p.stream_id = r.stream_id and p.receiver = r.receiver and p.attempts = r.attempts
            """);
        new Columns<ParkedFault>(delivered, statement.Parameters)
            .Id(parked => parked.Stream)
            .Text(parked => parked.Receiver)
            .Number(parked => parked.Attempts);
        statement.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        await db.Write(statement, cancellationToken);
    }

    /// <summary>A bounded number, the least tried first, so that none is left out for ever.</summary>
    public async Task<List<ParkedFault>> List(string consumer, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            """
            select p.stream_id, e.stream_kind, e.seq, p.receiver, p.version, p.attempts
            from follower_parked p
            cross join lateral (select stream_kind, seq from event_log where stream_id = p.stream_id order by seq desc limit 1) e
            where p.consumer = $1
            order by p.attempts, p.parked_at limit $2
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = MaxListed });
        var parked = new List<ParkedFault>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            parked.Add(new ParkedFault(row.GetGuid(0), (StreamKind)row.GetInt16(1), row.GetInt32(2), row.GetString(3), row.GetInt32(4), row.GetInt32(5)));
        }

        return parked;
    }

    public async Task<long> Count(string consumer, CancellationToken cancellationToken)
    {
        await using var command = db.Command("select count(*) from follower_parked where consumer = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Which culprits and causes have something parked already.</summary>
    public async Task<HashSet<string>> Known(string consumer, IReadOnlyCollection<Fault> faults, CancellationToken cancellationToken)
    {
        await using var command = db.Command(
            $"""
            select distinct n.name
            from follower_parked p cross join lateral (values
                (case p.receiver when '{Fault.View}' then '{Fault.View} ' || p.stream_id else p.receiver end),
                (split_part(p.receiver, ' ', 1) || ': ' || p.error)) n (name)
            where p.consumer = $1 and n.name = any($2)
            """);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = consumer });
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. faults.Select(fault => fault.Culprit).Union(faults.Select(fault => fault.Cause))] });
        var known = new HashSet<string>(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            known.Add(row.GetString(0));
        }

        return known;
    }
}
