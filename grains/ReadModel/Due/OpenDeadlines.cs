using AfterSales.Deadlines;
using AfterSales.Followers;
using AfterSales.Tickets;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Reads which cases are under a rule; asked a few times for a whole extension, so without an index of its own.</summary>
internal sealed class OpenDeadlines(ReadModelDb db) : IOpenDeadlines
{
    /// <summary>Between two answers of the database; a million cases take as long as they take.</summary>
    private const int TimeoutSeconds = 60;

    /// <summary>Where somebody waits for the answer.</summary>
    private const int AskedSeconds = 4;

    /// <summary>A row gets its time before it is committed: one that took longer than this to be written was answered as failed.</summary>
    private static readonly TimeSpan Writing = TimeSpan.FromSeconds(5);

    public async Task<IReadOnlyList<Guid>> Load(string rule, ImmutableArray<TicketKind> kinds, CancellationToken cancellationToken)
    {
        await using var command = Command("select id from ticket_view where deadline_rule = $1 and ($2 = '{}' or kind = any($2)) order by deadline_at, id");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text.Clean(rule) });
        command.Parameters.Add(new NpgsqlParameter<short[]> { TypedValue = [.. kinds.OrEmpty().Select(kind => (short)kind)] });
        var ids = new List<Guid>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            ids.Add(row.GetGuid(0));
        }

        return ids;
    }

    public async Task<bool> Has(string rule, CancellationToken cancellationToken)
    {
        await using var command = Command("select exists (select 1 from ticket_view where deadline_rule = $1)");
        command.CommandTimeout = AskedSeconds;
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text.Clean(rule) });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    public async Task<DateTimeOffset> Mark(CancellationToken cancellationToken)
    {
        await using var command = Command("select now() + $1");
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Writing });
        return (DateTime)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task<bool> HasPassed(DateTimeOffset mark, CancellationToken cancellationToken)
    {
        await using var command = Command("select coalesce(bool_or(caught_up_at >= $1), false) from follower_cursor where name = $2");
        command.Parameters.Add(new NpgsqlParameter<DateTimeOffset> { TypedValue = mark });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = ProjectionConsumer.ConsumerName });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    private NpgsqlCommand Command(string sql)
    {
        var command = db.Command(sql);
        command.CommandTimeout = TimeoutSeconds;
        return command;
    }
}
