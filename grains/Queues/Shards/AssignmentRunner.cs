using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Queues;

/// <summary>
/// Brings pairs to their outcome: first the agent's capacity, then the case. No fault of a call loses a case: it is put back, or asked where it is
/// until it answers. Nothing here throws.
/// </summary>
internal sealed class AssignmentRunner(ShardWork work, AgentWaker waker)
{
    private readonly GrainCalls _calls = new(work);

    /// <summary>A pair the queue decided.</summary>
    public async Task Run(Flight flight)
    {
        var answer = await _calls.Reserve(flight.Request);
        if (answer is null)
        {
            // The agent may hold the units all the same: his lease settles that.
            waker.Remember(flight.Agent);
            work.Shard.Suspend(flight.Agent, work.Now);
            work.Shard.Settled(flight, null, work.Now);
        }
        else
        {
            if (answer.Refusal is "holds-case" or "known" && await _calls.WhereIs(flight.TicketId) is { } facts)
            {
                // He knows more of the case than this shard: without its news the same pair would be tried again.
                work.Shard.Observe(facts, work.Now);
            }

            await Go(flight, work.Shard.Reserved(flight, answer, work.Now));
        }

        work.Pump();
    }

    /// <returns>Whether the case took the agent; null: not known.</returns>
    public async Task<bool?> Assign(Flight flight)
    {
        var answer = await _calls.Assign(flight.Request.Assignment);
        if (answer is null)
        {
            waker.Remember(flight.Agent);
        }

        // Unknown: the case is asked where it is, for ever if need be, and the agent's lease settles the units.
        var facts = answer?.Facts ?? await _calls.Locate(flight.TicketId);
        if (facts is null)
        {
            work.Shard.Forget(flight, work.Now);
        }
        else
        {
            work.Shard.Settled(flight, facts, work.Now);
        }

        work.Pump();
        if (answer is { Assigned: false })
        {
            await _calls.Release(flight.Agent, flight.Id);
        }

        return answer?.Assigned ?? (facts?.Assigned?.AssignmentId == flight.Id ? true : null);
    }

    /// <summary>An accepted offer this shard does not know.</summary>
    public async Task Assign(AssignmentRequest request)
    {
        if (await _calls.Assign(request) is { } answer)
        {
            work.Shard.Observe(answer.Facts, work.Now);
            if (!answer.Assigned)
            {
                await _calls.Release(request.Agent, request.AssignmentId);
            }
        }
        else
        {
            waker.Remember(request.Agent);
        }

        work.Pump();
    }

    public Task Release(ReleaseOrder order) => _calls.Release(order.Agent, order.AssignmentId);

    public async Task Reroute(RerouteOrder order)
    {
        work.Shard.Rerouted(order, await _calls.Reroute(order), work.Now);
        work.Pump();
    }

    /// <summary>An offer that should have ended.</summary>
    public async Task Check(Flight flight)
    {
        var status = await waker.Ask(flight.Agent);
        var facts = await _calls.WhereIs(flight.TicketId);
        work.Shard.Checked(flight, status, facts, work.Now);
        work.Pump();
    }

    private async Task Go(Flight flight, AfterReserve next)
    {
        if (next == AfterReserve.Release)
        {
            await _calls.Release(flight.Agent, flight.Id);
        }
        else if (next == AfterReserve.Assign)
        {
            work.Pump();
            await Assign(flight);
        }
    }
}
