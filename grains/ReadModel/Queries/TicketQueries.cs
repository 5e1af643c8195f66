using AfterSales.Tickets;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Lists from <c>ticket_view</c>. Throws <see cref="Log.LogUnavailableException"/> when the database is away.</summary>
internal sealed class TicketQueries(ReadModelDb db, SubjectTokens tokens, IOptions<ReadModelOptions> options) : ITicketQueries
{
    public async Task<TicketList> List(TicketFilter filter, TicketListCursor? after, int limit, CancellationToken cancellationToken)
    {
        var search = string.IsNullOrWhiteSpace(filter.Search) ? null : SearchText.Of(filter.Search);
        try
        {
            var found = await Prepare(search, cancellationToken);
            var items = new List<TicketSummary>(limit + 1);
            var from = after;
            while (await Fetch(filter, found, from, limit + 1, items, cancellationToken) is { } last && items.Count <= limit)
            {
                // A full read in which a hash had collided: the page is filled from behind it.
                from = last;
            }

            return items.Count <= limit
                ? new TicketList(items, null)
                : new TicketList(items.GetRange(0, limit), new TicketListCursor(items[limit - 1].CreatedAt, items[limit - 1].Id));
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }

    public async Task<IReadOnlyList<CustomerOrderRow>> OrdersOf(string customerId, int limit, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = db.Command(
                """
                select o.order_id, o.paid_at, o.tier, array(
                    select t.id from ticket_view t where t.order_id = o.order_id order by t.created_at desc, t.id desc)
                from order_view o where o.customer_id = $1 order by o.paid_at desc, o.order_id limit $2
                """);
            command.CommandTimeout = options.Value.QueryTimeoutSeconds;
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text.Clean(customerId) });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
            await using var reader = await command.ExecuteReaderAsync(cancellationToken);
            var orders = new List<CustomerOrderRow>();
            while (await reader.ReadAsync(cancellationToken))
            {
                orders.Add(new CustomerOrderRow(
                    reader.GetString(0), reader.GetFieldValue<DateTimeOffset>(1), reader.IsDBNull(2) ? null : reader.GetString(2), [.. reader.GetFieldValue<Guid[]>(3)]));
            }

            return orders;
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }

    private async Task<SearchPlan?> Prepare(SearchText? search, CancellationToken cancellationToken)
    {
        if (search is not { Words.Count: > 0 })
        {
            return search is null ? null : new SearchPlan(search, [], IsFrequent: false);
        }

        var hashes = SubjectTokens.Of(search.Words, await tokens.Ready(cancellationToken));
        await using var command = db.Command(SearchPlan.FrequentSql);
        command.CommandTimeout = options.Value.QueryTimeoutSeconds;
        command.Parameters.Add(new NpgsqlParameter<int[]> { TypedValue = hashes });
        return new SearchPlan(search, hashes, await command.ExecuteScalarAsync(cancellationToken) is true);
    }

    /// <summary>Adds what matches; answers the last row read when there may be more, null at the end.</summary>
    private async Task<TicketListCursor?> Fetch(
        TicketFilter filter, SearchPlan? search, TicketListCursor? after, int limit, List<TicketSummary> items, CancellationToken cancellationToken)
    {
        await using var command = db.Command("");
        command.CommandTimeout = options.Value.QueryTimeoutSeconds;
        var where = Where(filter, new TicketConditions(command.Parameters)).Search(search).After(after);
        command.CommandText =
            $"select {TicketColumns.Listed} from ticket_view where {where.Sql} order by created_at desc, id desc limit {where.Parameter(limit)}";
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var read = 0;
        TicketListCursor? last = null;
        while (await reader.ReadAsync(cancellationToken))
        {
            var ticket = TicketColumns.ReadSummary(reader);
            last = new TicketListCursor(ticket.CreatedAt, ticket.Id);
            read++;
            if (search is null || search.Text.Matches(ticket, TicketColumns.ReadTracking(reader)))
            {
                items.Add(ticket);
            }
        }

        return read == limit ? last : null;
    }

    private static TicketConditions Where(TicketFilter filter, TicketConditions where) => where
        .Equal("number", filter.Number is { } typed && TicketNumber.TryParse(typed, out var number) ? number : filter.Number)
        .Equal("customer_id", filter.CustomerId)
        .Equal("order_id", filter.OrderId)
        .Equal("kind", (int?)filter.Kind)
        .Steps(filter.Step is { } step ? [step] : null)
        .Steps(filter.Stage is { } stage ? StageSteps.Of(stage) : null)
        .Equal("queue", filter.Queue)
        .Equal("assignee", filter.Assignee)
        .Equal("owner", filter.Owner)
        .Equal("priority", (int?)filter.Priority)
        .Equal("category", (int?)filter.Category)
        .Tag(filter.Tag)
        .Equal("breached", filter.Breached)
        .Equal("settled", filter.Settled)
        .From(filter.CreatedFrom)
        .To(filter.CreatedTo);
}
