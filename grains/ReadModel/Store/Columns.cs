using Npgsql;
using NpgsqlTypes;

namespace AfterSales.ReadModel;

/// <summary>Builds the parameters of an <c>unnest</c>: one array per column, in the order of the calls.</summary>
internal sealed class Columns<TRow>(IReadOnlyList<TRow> rows, NpgsqlParameterCollection parameters)
{
    public Columns<TRow> Add<T>(NpgsqlDbType type, Func<TRow, T> value)
    {
        var values = new T[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = value(rows[i]);
        }

        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return this;
    }

    public Columns<TRow> Text(Func<TRow, string?> value) => Add(NpgsqlDbType.Text, row => ReadModel.Text.Clean(value(row)));

    public Columns<TRow> Number(Func<TRow, int> value) => Add(NpgsqlDbType.Integer, value);

    public Columns<TRow> Small(Func<TRow, int> value) => Add(NpgsqlDbType.Smallint, row => (short)value(row));

    public Columns<TRow> Flag(Func<TRow, bool> value) => Add(NpgsqlDbType.Boolean, value);

    public Columns<TRow> Amount(Func<TRow, long?> value) => Add(NpgsqlDbType.Bigint, value);

    public Columns<TRow> Time(Func<TRow, DateTimeOffset> value) => Add(NpgsqlDbType.TimestampTz, row => value(row).ToUniversalTime());

    public Columns<TRow> Time(Func<TRow, DateTimeOffset?> value) => Add(NpgsqlDbType.TimestampTz, row => value(row)?.ToUniversalTime());

    public Columns<TRow> Id(Func<TRow, Guid> value) => Add(NpgsqlDbType.Uuid, value);
}
