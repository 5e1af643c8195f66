using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>The table <c>contact</c>. It is no derived data: every write waits for the disk.</summary>
internal sealed class ContactStore(ReadModelDb db) : IContacts
{
    /// <summary>In the order of <see cref="Read"/>.</summary>
    public const string Columns = "c.email, c.language, c.zone, c.quiet_from, c.quiet_to, c.muted";

    public async Task<Contact?> Find(Recipient recipient, CancellationToken cancellationToken) =>
        (await Find([recipient], cancellationToken)).GetValueOrDefault(recipient);

    public Task<Dictionary<Recipient, Contact>> Find(Recipient[] recipients, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command(
            $"select {Columns}, c.subject, c.side from unnest($1, $2) as r (subject, side) join contact c on c.subject = r.subject and c.side = r.side");
        new Columns<Recipient>(recipients, command.Parameters).Text(recipient => recipient.Name).Small(recipient => (int)recipient.Side);
        var found = new Dictionary<Recipient, Contact>();
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            var recipient = new Recipient(row.GetString(6), (RecipientSide)row.GetInt16(7));
            found[recipient] = Read(row, recipient, 0);
        }

        return found;
    });

    public Task<bool> Put(Contact contact, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command(
            """
            insert into contact (subject, email, language, zone, quiet_from, quiet_to, muted, side) values ($1, $2, $3, $4, $5, $6, $7, $8)
            on conflict (subject, side) do update set email = excluded.email, language = excluded.language, zone = excluded.zone,
                quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, muted = excluded.muted, updated_at = now()
            returning xmax = 0
            """);
        foreach (var text in new[] { contact.Subject, contact.Email, contact.Language, contact.Zone, contact.QuietFrom, contact.QuietTo })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. contact.Muted.OrEmpty()] });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)contact.Side });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    });

    public Task Remove(Recipient recipient, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command("delete from contact where subject = $1 and side = $2");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = recipient.Name });
        command.Parameters.Add(new NpgsqlParameter<short> { TypedValue = (short)recipient.Side });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    /// <param name="row">At a row with <see cref="Columns"/>.</param>
    /// <param name="recipient">Whose.</param>
    /// <param name="first">Ordinal of the first of them.</param>
    public static Contact Read(NpgsqlDataReader row, Recipient recipient, int first) => new(recipient.Name, recipient.Side)
    {
        Email = Text(row, first),
        Language = Text(row, first + 1),
        Zone = Text(row, first + 2),
        QuietFrom = Text(row, first + 3),
        QuietTo = Text(row, first + 4),
        Muted = row.IsDBNull(first + 5) ? [] : [.. row.GetFieldValue<string[]>(first + 5)],
    };

    private static string? Text(NpgsqlDataReader row, int ordinal) => row.IsDBNull(ordinal) ? null : row.GetString(ordinal);

    private static async Task<T> Guarded<T>(Func<Task<T>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }
}
