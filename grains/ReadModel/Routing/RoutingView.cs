using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.Routing;
using Npgsql;

namespace AfterSales.ReadModel;

/// <summary>Reads what a shard is rebuilt from, row by row as it comes: a queue of 100,000 costs its parsing and no second copy.</summary>
internal sealed class RoutingView(ReadModelDb db) : IRoutingView
{
    /// <summary>Between two answers of the database; a long queue takes as long as it takes.</summary>
    private const int TimeoutSeconds = 15;

    public async Task<IReadOnlyList<RoutingFacts>> LoadWaiting(string queueId, CancellationToken cancellationToken)
    {
        await using var command = db.Command("select routing from ticket_view where queue = $1 and waits");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = Text.Clean(queueId) });
        return await Load(command, RoutingJson.ReadFacts, cancellationToken);
    }

    public async Task<IReadOnlyList<AgentStatus>> LoadAgents(CancellationToken cancellationToken)
    {
        await using var command = db.Command("select status from agent_view");
        var agents = await Load(command, RoutingJson.ReadStatus, cancellationToken);
        agents.RemoveAll(agent => agent is { Exists: false, Holds: false });
        return agents;
    }

    private static async Task<List<T>> Load<T>(NpgsqlCommand command, Func<ReadOnlySpan<byte>, T> parse, CancellationToken cancellationToken)
    {
        command.CommandTimeout = TimeoutSeconds;
        try
        {
            var items = new List<T>();

            // Not on the caller's scheduler: parsing a long queue would keep its actor from everything else.
            await using var row = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            while (await row.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                items.Add(parse(row.GetFieldValue<byte[]>(0)));
            }

            return items;
        }
        catch (Exception error) when (ReadModelErrors.IsUnavailable(error))
        {
            throw ReadModelErrors.Unavailable(error);
        }
    }
}
