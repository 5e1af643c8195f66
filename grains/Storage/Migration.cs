using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace AfterSales.Storage;

/// <summary>One numbered step of the schema: additive and idempotent, so that old and new silos run side by side.</summary>
internal sealed record Migration(int Version, string Name, string Sql)
{
    private const string Folder = "Migrations.";
    private const string Outside = "-- without-transaction";

    /// <summary>SHA-256 of the text. Line ends are folded first, lest a checkout on another system look like a change.</summary>
    public string Checksum { get; } =
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sql.ReplaceLineEndings("\n"))));

    /// <summary>
    /// What is carried out one after the other. A step whose text begins with <c>-- without-transaction</c> is made of statements that PostgreSQL refuses
    /// inside a transaction (indexes built while others write), each ending its line with a semicolon. It may be cut off anywhere and begins anew then.
    /// </summary>
    public ImmutableArray<string> Statements => InTransaction
        ? [Sql]
        : [.. Sql.ReplaceLineEndings("\n").Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    public bool InTransaction => !Sql.StartsWith(Outside, StringComparison.Ordinal);

    /// <summary>Every step that this build knows, in order.</summary>
    public static ImmutableArray<Migration> All { get; } = ReadEmbedded();

    private static ImmutableArray<Migration> ReadEmbedded()
    {
        var assembly = typeof(Migration).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal) && name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => Read(assembly, name))
            .OrderBy(step => step.Version)];
    }

    private static Migration Read(Assembly assembly, string resource)
    {
        // AfterSales.Storage.Migrations.0001_event_log.sql
        var name = resource[(resource.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..^".sql".Length];
        using var stream = assembly.GetManifestResourceStream(resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return new Migration(int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
