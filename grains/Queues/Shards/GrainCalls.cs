using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Queues;

/// <summary>Calls of agents and cases that do not throw; the same request is repeated three times, which is safe: all are idempotent.</summary>
internal sealed class GrainCalls(ShardWork work)
{
    private const int Attempts = 4;

    /// <summary>Null: not known what became of it.</summary>
    public Task<ReserveAnswer?> Reserve(ReserveRequest request) => Repeat(
        () => work.Grains.GetGrain<IAgentGrain>(request.Assignment.Agent).Reserve(request), "Reserve", request.Assignment.TicketId);

    /// <summary>Null: not known what became of it.</summary>
    public Task<AssignmentAnswer?> Assign(AssignmentRequest request) => Repeat(
        () => work.Grains.GetGrain<ITicketGrain>(request.TicketId).Assign(request), "Assign", request.TicketId);

    /// <summary>When this fails the lease, or the end of the offer, frees the units.</summary>
    public Task<AgentStatus?> Release(string agentId, Guid assignmentId) => Told(Repeat(
        () => work.Grains.GetGrain<IAgentGrain>(agentId).Release(assignmentId), "Release", assignmentId));

    public Task<RoutingFacts?> Reroute(RerouteOrder order) => Repeat(
        () => work.Grains.GetGrain<ITicketGrain>(order.TicketId).Reroute(order.Round, order.ToQueue, order.Reason), "Reroute", order.TicketId);

    public Task<RoutingFacts?> WhereIs(Guid ticketId) => Repeat(() => work.Grains.GetGrain<ITicketGrain>(ticketId).GetRouting(), "GetRouting", ticketId);

    /// <summary>Asks until the case answers; null when there is no such case, or the activation is over.</summary>
    public async Task<RoutingFacts?> Locate(Guid ticketId)
    {
        for (var failures = 0; !work.Stopping.IsCancellationRequested; failures++)
        {
            try
            {
                var answer = await work.Grains.GetGrain<ITicketGrain>(ticketId).GetRouting();
                if (answer.Succeeded || answer.Failure.Code == FailureCodes.NotFound)
                {
                    return answer.Value;
                }
            }
            catch (Exception exception)
            {
                QueueLog.CallFailed(work.Logger, exception, work.Queue, "GetRouting", ticketId);
            }

            await work.BackOff(failures).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        }

        return null;
    }

    private async Task<AgentStatus?> Told(Task<AgentStatus?> release)
    {
        if (await release is { } status)
        {
            work.Shard.Observe(status, work.Now);
            work.Pump();
            return status;
        }

        return null;
    }

    private async Task<T?> Repeat<T>(Func<Task<Outcome<T>>> call, string name, Guid id)
        where T : class
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            try
            {
                if (attempt > 0)
                {
                    await work.Pause(attempt - 1);
                }

                var answer = await call();
                if (answer.Succeeded)
                {
                    return answer.Value;
                }

                QueueLog.CallRefused(work.Logger, work.Queue, name, id, answer.Failure.Code);
            }
            catch (Exception exception)
            {
                QueueLog.CallFailed(work.Logger, exception, work.Queue, name, id);
            }

            if (work.Stopping.IsCancellationRequested)
            {
                break;
            }
        }

        return null;
    }
}
