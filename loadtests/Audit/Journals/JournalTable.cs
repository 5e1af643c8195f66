using System.Buffers.Binary;
using AfterSales.Api.Auth;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.Log;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.LoadTests.Audit.Journals;

/// <summary>
/// The journals as a temporary table, so that a million commands are compared where the log is. Written in parts: an open writing transaction would hold
/// the followers of the system back.
/// </summary>
internal sealed class JournalTable(NpgsqlConnection connection)
{
    private const int Part = 50_000;

    private const string Create = """
        create temporary table audit_entry (stream uuid not null, key bytea not null, outcome smallint not null, name text not null, version int, step text);
        """;

    // One command is one entry by its final outcome. An answer outweighs none, and a yes outweighs a no that was given before. Of two that were told the same
    // version one is enough to know the step of its row by; that the other one is not there is found by its key.
    private const string Group = """
        create temporary table audit_command as
        select *, outcome = 0 and row_number() over (partition by stream, version, outcome order by key) = 1 as told from (
            select stream, key, min(outcome) as outcome, min(name) as name, max(version) as version, max(step) filter (where outcome = 0) as step
            from audit_entry group by stream, key) grouped;
        drop table audit_entry;
        create index on audit_command (stream, version);
        analyze audit_command;
        """;

    /// <summary>Reads all journals once: into the table, and into <paramref name="cases"/>.</summary>
    public async Task Fill(IEnumerable<JournalEntry> entries, JournalCases cases, CancellationToken cancellation)
    {
        await Execute(Create, cancellation);
        foreach (var part in entries.Chunk(Part))
        {
            await using var writer = await connection.BeginBinaryImportAsync(
                "copy audit_entry (stream, key, outcome, name, version, step) from stdin (format binary)", cancellation);
            foreach (var entry in part)
            {
                cases.Add(entry);
                if (StreamOf(entry) is { } stream)
                {
                    await Write(writer, entry, stream, cancellation);
                }
            }

            await writer.CompleteAsync(cancellation);
        }

        await Execute(Group, cancellation);
    }

    private static async Task Write(NpgsqlBinaryImporter writer, JournalEntry entry, Guid stream, CancellationToken cancellation)
    {
        await writer.StartRowAsync(cancellation);
        await writer.WriteAsync(stream, NpgsqlDbType.Uuid, cancellation);
        await writer.WriteAsync(KeyOf(entry), NpgsqlDbType.Bytea, cancellation);
        await writer.WriteAsync((short)OutcomeOf(entry), NpgsqlDbType.Smallint, cancellation);
        await writer.WriteAsync($"{entry.Action} of {entry.Subject} under {entry.Key}", NpgsqlDbType.Text, cancellation);
        await Nullable(writer, (int?)entry.Version, NpgsqlDbType.Integer, cancellation);
        await Nullable(writer, entry.Step, NpgsqlDbType.Text, cancellation);
    }

    private static Task Nullable<T>(NpgsqlBinaryImporter writer, T value, NpgsqlDbType type, CancellationToken cancellation) =>
        value is null ? writer.WriteNullAsync(cancellation) : writer.WriteAsync(value, type, cancellation);

    /// <summary>0 acknowledged, 1 unknown, 2 refused: the smallest of a command is what became of it.</summary>
    private static int OutcomeOf(JournalEntry entry) => entry.Outcome switch
    {
        CommandOutcome.Acknowledged => 0,
        // An attempt before the refusal was perhaps never answered, and may have come late.
        CommandOutcome.Refused when entry.Attempts > 1 => 1,
        CommandOutcome.Refused => 2,
        _ => 1,
    };

    /// <summary>Orders have no key: they are looked at by their version. An opening's case follows from its key, whether it was answered or not.</summary>
    private static Guid? StreamOf(JournalEntry entry) => entry.Action switch
    {
        AuditActions.Order => null,
        AuditActions.Open => entry.Ticket ?? StreamIds.OfTicket(DevelopmentTokens.Issuer, entry.Subject, entry.Key),
        _ => entry.Ticket,
    };

    /// <summary>The half of the command id that names issuer, subject and key (docs/adr/0004-command-id.md).</summary>
    private static byte[] KeyOf(JournalEntry entry)
    {
        var key = new byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(key, CommandId.Of(DevelopmentTokens.Issuer, entry.Subject, entry.Key, []).Key);
        return key;
    }

    private async Task Execute(string sql, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
