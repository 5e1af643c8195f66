using System.Collections.Concurrent;
using AfterSales.Log;
using AfterSales.ReadModel;
using Npgsql;

namespace AfterSales.Tests.Storage.ReadModel;

/// <summary>Projects by the newest seq in the log; what the row says beyond its version is up to <see cref="Shape"/>.</summary>
internal sealed class LogProjectors(NpgsqlDataSource source) : ITicketProjector, IOrderProjector, IAgentProjector
{
    public ConcurrentQueue<Guid> Projected { get; } = new();

    public Func<Guid, int, TicketRow?> Shape { get; set; } = (id, version) => Rows.Ticket(id, version);

    public Func<Guid, int, AgentRow?> ShapeAgent { get; set; } = (id, version) => Routed.Agent(id, version);

    async Task<TicketRow?> ITicketProjector.Project(Guid ticketId, CancellationToken cancellationToken)
    {
        Projected.Enqueue(ticketId);
        return Shape(ticketId, await ReadVersion(ticketId, cancellationToken));
    }

    async Task<OrderRow?> IOrderProjector.Project(Guid streamId, CancellationToken cancellationToken)
    {
        Projected.Enqueue(streamId);
        return Rows.Order(streamId, await ReadVersion(streamId, cancellationToken), orderId: $"o-{streamId:N}");
    }

    async Task<AgentRow?> IAgentProjector.Project(Guid streamId, CancellationToken cancellationToken)
    {
        Projected.Enqueue(streamId);
        return ShapeAgent(streamId, await ReadVersion(streamId, cancellationToken));
    }

    private async Task<int> ReadVersion(Guid stream, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select max(seq) from event_log where stream_id = $1");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = stream });
        return (int)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
