using Npgsql;

namespace AfterSales.LoadTests.Sampling.Store;

/// <summary>Bytes on disk with indexes, by table, largest first: what a long run leaves behind.</summary>
internal static class StoreSizes
{
    private const string Sql =
        """
        select c.relname, pg_total_relation_size(c.oid)
        from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p', 'm') and n.nspname not in ('pg_catalog', 'information_schema') and pg_total_relation_size(c.oid) > 65536
        order by 2 desc limit 12
        """;

    /// <summary>Null where the database is not in reach or does not answer.</summary>
    public static async Task<ImmutableSortedDictionary<string, long>?> Read(string? connectionString)
    {
        if (connectionString is null)
        {
            return null;
        }

        try
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 }.ConnectionString);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand(Sql, connection);
            await using var reader = await command.ExecuteReaderAsync();
            var sizes = ImmutableSortedDictionary.CreateBuilder<string, long>(StringComparer.Ordinal);
            while (await reader.ReadAsync())
            {
                sizes[reader.GetString(0)] = reader.GetInt64(1);
            }

            return sizes.ToImmutable();
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return null;
        }
    }
}
