using NpgsqlTypes;

namespace Orleans.Embedded;

/// <summary>Commands with positional parameters; a null is a null payload.</summary>
internal static class Db
{
    public static NpgsqlCommand Command(this NpgsqlDataSource source, string sql, params ReadOnlySpan<object?> values)
    {
        NpgsqlCommand command = source.CreateCommand(sql);
        foreach (object? value in values)
        {
            command.Parameters.Add(value is null
                ? new NpgsqlParameter { Value = DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea }
                : new NpgsqlParameter { Value = value });
        }

        return command;
    }
}
