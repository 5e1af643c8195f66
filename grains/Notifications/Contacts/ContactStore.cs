using AfterSales.ReadModel;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.Notifications;

/// <summary>The table <c>contact</c>. It is no derived data: every write waits for the disk.</summary>
internal sealed class ContactStore(ReadModelDb db) : IContacts
{
    /// <summary>In the order of <see cref="Read"/>.</summary>
    public const string Columns = "c.email, c.language, c.zone, c.quiet_from, c.quiet_to, c.muted";

    public async Task<Contact?> Find(string subject, CancellationToken cancellationToken) =>
        (await Find([subject], cancellationToken)).GetValueOrDefault(subject);

    public Task<Dictionary<string, Contact>> Find(string[] subjects, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command($"select {Columns}, c.subject from contact c where c.subject = any($1)");
        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = subjects });
        var found = new Dictionary<string, Contact>(StringComparer.Ordinal);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        while (await row.ReadAsync(cancellationToken))
        {
            found[row.GetString(6)] = Read(row, row.GetString(6), 0);
        }

        return found;
    });

    public Task<bool> Put(Contact contact, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command(
            """
            insert into contact (subject, email, language, zone, quiet_from, quiet_to, muted) values ($1, $2, $3, $4, $5, $6, $7)
            on conflict (subject) do update set email = excluded.email, language = excluded.language, zone = excluded.zone,
                quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to, muted = excluded.muted, updated_at = now()
            returning xmax = 0
            """);
        foreach (var text in new[] { contact.Subject, contact.Email, contact.Language, contact.Zone, contact.QuietFrom, contact.QuietTo })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)text ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }

        command.Parameters.Add(new NpgsqlParameter<string[]> { TypedValue = [.. contact.Muted.OrEmpty()] });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    });

    public Task Remove(string subject, CancellationToken cancellationToken) => Guarded(async () =>
    {
        await using var command = db.Command("delete from contact where subject = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = subject });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    });

    /// <param name="row">At a row with <see cref="Columns"/>.</param>
    /// <param name="subject">Whose.</param>
    /// <param name="first">Ordinal of the first of them.</param>
    public static Contact Read(NpgsqlDataReader row, string subject, int first) => new(subject)
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
