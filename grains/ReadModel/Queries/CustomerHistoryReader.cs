using AfterSales.Log.Postgres.Loading;
using Microsoft.Extensions.Options;
using Npgsql;
using NpgsqlTypes;

namespace AfterSales.ReadModel;

/// <summary>Reads histories of customers; those asked for while a query runs share the next one.</summary>
internal sealed class CustomerHistoryReader : ICustomerHistory
{
    private const int MaxBatch = 256;
    private const int MaxWaiting = 10_000;

    private const string Sql =
        """
        select w.place, n.tickets, c.id, c.version, c.created_at, c.settled, case when c.rejected_for_abuse then c.updated_at end, o.tier
        from unnest($1, $2) with ordinality as w (customer, since, place)
        cross join lateral (select count(*)::int as tickets from ticket_view where customer_id = w.customer) n
        left join lateral (
            select tier from order_view where customer_id = w.customer and tier is not null order by paid_at desc, order_id limit 1) o on true
        left join lateral (
            select id, version, created_at, settled, rejected_for_abuse, updated_at from ticket_view
            where customer_id = w.customer and created_at > w.since order by created_at desc, id desc limit $3) c on true
        order by w.place, c.created_at desc, c.id desc
        """;

    private readonly ReadModelDb _db;
    private readonly int _timeoutSeconds;
    private readonly BatchLoader<Question, CustomerHistory> _batches;

    public CustomerHistoryReader(ReadModelDb db, IOptions<ReadModelOptions> options)
    {
        _db = db;
        _timeoutSeconds = options.Value.QueryTimeoutSeconds;
        _batches = new BatchLoader<Question, CustomerHistory>(slots: 1, MaxBatch, MaxWaiting, ReadBatch);
    }

    public Task<CustomerHistory> Read(string customerId, DateTimeOffset now, CancellationToken cancellationToken) =>
        _batches.Load(new Question(customerId, now.AddDays(-CustomerHistory.Days))).WaitAsync(cancellationToken);

    private async Task<CustomerHistory[]> ReadBatch(IReadOnlyList<Question> questions)
    {
        await using var command = _db.Command(Sql);
        command.CommandTimeout = _timeoutSeconds;
        new Columns<Question>(questions, command.Parameters).Text(question => question.CustomerId).Time(question => question.Since);
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = CustomerHistory.MaxRecent, NpgsqlDbType = NpgsqlDbType.Integer });
        await using var row = await command.ExecuteReaderAsync();
        var totals = new int[questions.Count];
        var recent = Array.ConvertAll(totals, _ => ImmutableArray.CreateBuilder<HistoryTicket>());
        var tiers = new string?[questions.Count];
        while (await row.ReadAsync())
        {
            var place = (int)row.GetInt64(0) - 1;
            totals[place] = row.GetInt32(1);
            tiers[place] = row.IsDBNull(7) ? null : row.GetString(7);
            if (!row.IsDBNull(2))
            {
                recent[place].Add(new HistoryTicket(
                    row.GetGuid(2),
                    row.GetInt32(3),
                    row.GetFieldValue<DateTimeOffset>(4),
                    row.GetBoolean(5),
                    row.IsDBNull(6) ? null : row.GetFieldValue<DateTimeOffset>(6)));
            }
        }

        return [.. totals.Select((total, place) => new CustomerHistory(total, recent[place].ToImmutable(), tiers[place]))];
    }

    private readonly record struct Question(string CustomerId, DateTimeOffset Since);
}
