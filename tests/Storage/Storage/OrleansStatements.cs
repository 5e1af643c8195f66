using AfterSales.Tests.Storage.Fixtures;
using Npgsql;

namespace AfterSales.Tests.Storage.Storage;

/// <summary>Calls the statements in orleansquery as the ADO.NET providers do: named parameters, rows read by column name.</summary>
internal sealed class OrleansStatements(MigratedDatabase database)
{
    public async Task<List<Dictionary<string, object?>>> Call(string key, params (string Name, object? Value)[] parameters)
    {
        var text = await database.Scalar<string>($"select querytext from orleansquery where querykey = '{key}'");
        await using var command = database.Source.CreateCommand(text);
        foreach (var (name, value) in parameters)
        {
            // A null carries its type, as the providers bind it.
            command.Parameters.Add(value switch
            {
                Null(var type) => new NpgsqlParameter(name, type) { Value = DBNull.Value },
                _ => new NpgsqlParameter(name, value),
            });
        }

        var rows = new List<Dictionary<string, object?>>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows.Add(Enumerable.Range(0, reader.FieldCount).ToDictionary(
                i => reader.GetName(i), i => reader.IsDBNull(i) ? null : reader.GetValue(i), StringComparer.OrdinalIgnoreCase));
        }

        return rows;
    }

    /// <summary>For statements that answer with a single truth value.</summary>
    public async Task<bool> Ask(string key, params (string Name, object? Value)[] parameters) =>
        (bool)(await Call(key, parameters)).Single().Values.Single()!;

    public sealed record Null(System.Data.DbType Type);
}
