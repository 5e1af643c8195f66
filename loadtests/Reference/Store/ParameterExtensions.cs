using Npgsql;
using NpgsqlTypes;

namespace AfterSales.LoadTests.Reference.Store;

/// <summary>Positional parameters without boxing where the type is known.</summary>
internal static class ParameterExtensions
{
    public static void AddValue<T>(this NpgsqlParameterCollection parameters, T value)
        where T : notnull => parameters.Add(new NpgsqlParameter<T> { TypedValue = value });

    /// <summary>A value that may be null needs its type said.</summary>
    public static void AddValue(this NpgsqlParameterCollection parameters, object? value, NpgsqlDbType type) =>
        parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
