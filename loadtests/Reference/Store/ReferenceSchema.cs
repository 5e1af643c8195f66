using Npgsql;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>Creates the reference's tables and functions in an empty database.</summary>
internal static class ReferenceSchema
{
    public static async Task Create(NpgsqlDataSource database)
    {
        var assembly = typeof(ReferenceSchema).Assembly;
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            await using var stream = assembly.GetManifestResourceStream(name)!;
            using var reader = new StreamReader(stream);
            await using var command = database.CreateCommand(await reader.ReadToEndAsync());
            await command.ExecuteNonQueryAsync();
        }
    }
}
