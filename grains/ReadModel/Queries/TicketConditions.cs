using System.Text;
using AfterSales.Tickets;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.ReadModel;

/// <summary>The where clause of a list. Values are parameters, always; the text is made of constants only.</summary>
internal sealed class TicketConditions(NpgsqlParameterCollection parameters)
{
    private readonly StringBuilder _sql = new("true");

    public string Sql => _sql.ToString();

    public TicketConditions Equal(string column, string? value) =>
        value is null ? this : And($"{column} = {Parameter(Text.Clean(value))}");

    public TicketConditions Equal(string column, int? value) =>
        value is { } number ? And($"{column} = {Parameter((short)number)}") : this;

    public TicketConditions Equal(string column, bool? value) =>
        value is { } flag ? And($"{column} = {Parameter(flag)}") : this;

    public TicketConditions From(DateTimeOffset? from) =>
        from is { } time ? And($"created_at >= {Parameter(time.ToUniversalTime())}") : this;

    public TicketConditions To(DateTimeOffset? to) =>
        to is { } time ? And($"created_at < {Parameter(time.ToUniversalTime())}") : this;

    public TicketConditions Tag(string? tag) =>
        tag is null ? this : And($"tags @> {Array(NpgsqlDbType.Text, [Text.Clean(tag)])}");

    /// <summary>Steps of a list; when all are open ones the index of open cases is enough, and the planner is told so.</summary>
    public TicketConditions Steps(IReadOnlyCollection<TicketStep>? steps)
    {
        if (steps is null)
        {
            return this;
        }

        var open = steps.All(step => !StageSteps.MayBeSettled(step)) ? " and not settled" : "";
        return And($"step = any({Array(NpgsqlDbType.Smallint, steps.Select(step => (short)step).ToArray())}){open}");
    }

    public TicketConditions After(TicketListCursor? after) => after is { } cursor
        ? And($"(created_at, id) < ({Parameter(cursor.CreatedAt.ToUniversalTime())}, {Parameter(cursor.Id)})")
        : this;

    /// <summary>
    /// Of rare words the ids are collected first and once, each arm by its own index: a plain <c>or</c> tempts the planner to walk the whole
    /// table in order of time when it takes the text for a frequent one. Of frequent words it is the other way round.
    /// </summary>
    public TicketConditions Search(SearchPlan? search)
    {
        if (search is null)
        {
            return this;
        }

        var exact = Parameter(Text.Clean(search.Text.Exact));
        var arms = new List<string> { $"order_id = {exact}", $"customer_id = {exact}", $"tracking @> array[{exact}]" };
        if (search.Text.Number is { } number)
        {
            arms.Add($"number = {Parameter(number)}");
        }

        if (search.Tokens.Length > 0)
        {
            arms.Add($"subject_tokens @> {Array(NpgsqlDbType.Integer, search.Tokens)}");
        }

        return And(search.IsFrequent
            ? $"({string.Join(" or ", arms)})"
            : $"id = any(array({string.Join(" union all ", arms.Select(arm => $"select id from ticket_view where {arm}"))}))");
    }

    public string Parameter<T>(T value)
    {
        parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return $"${parameters.Count}";
    }

    private string Array<T>(NpgsqlDbType type, T[] values)
    {
        parameters.Add(new NpgsqlParameter<T[]> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
        return $"${parameters.Count}";
    }

    private TicketConditions And(string condition)
    {
        _sql.Append(" and ").Append(condition);
        return this;
    }
}
