using AfterSales.Agents;
using AfterSales.Queues.Domain;
using AfterSales.Routing;
using AfterSales.Streams;

namespace AfterSales.Queues;

/// <summary>
/// Agents who ask for work. The assignment carries the request's id, so a repeated request finds what the first one got: in the memory of this shard,
/// or, after a restart, at the agent.
/// </summary>
internal sealed class PullDesk(ShardWork work, AssignmentRunner runner, AgentWaker waker)
{
    private const int Remembered = 1_000;

    private readonly GrainCalls _calls = new(work);
    // By the half of the id that names the key: the whole of it says whether it is the same request.
    private readonly Dictionary<ulong, (Guid Id, Task<Outcome<NextAnswer>> Answer)> _running = [];
    private readonly Dictionary<ulong, NextAnswer> _answers = [];
    private readonly Queue<ulong> _inOrder = new();

    public async Task<Outcome<NextAnswer>> Next(string agentId, CallContext context)
    {
        var (id, key) = (context.CommandId.Value, context.CommandId.Key);
        if (_answers.TryGetValue(key, out var known))
        {
            return known.AssignmentId == id ? known with { Replayed = true } : KeyReused();
        }

        if (_running.TryGetValue(key, out var first))
        {
            if (first.Id != id)
            {
                return KeyReused();
            }

            var same = await first.Answer;
            return same.Succeeded ? same.Value with { Replayed = true } : same;
        }

        var running = new TaskCompletionSource<Outcome<NextAnswer>>();
        _running[key] = (id, running.Task);
        Outcome<NextAnswer> answer = StorageFailures.OutcomeUnknown;
        try
        {
            answer = await Pull(agentId, id, context);
            Remember(key, answer);
        }
        catch (Exception exception)
        {
            QueueLog.CallFailed(work.Logger, exception, work.Queue, "Next", id);
        }
        finally
        {
            _running.Remove(key);
            running.SetResult(answer);
            work.Pump();
        }

        return answer;
    }

    private async Task<Outcome<NextAnswer>> Pull(string agentId, Guid id, CallContext context)
    {
        var agent = work.Grains.GetGrain<IAgentGrain>(agentId);
        var report = await agent.Report();
        if (!report.Succeeded)
        {
            return report.Failure;
        }

        if (!report.Value.Exists)
        {
            return NoSuchAgent(agentId);
        }

        work.Shard.Observe(report.Value, work.Now);
        var decision = work.Shard.Pull(agentId, id, work.Now);
        if (decision.Flight is { } flight)
        {
            return await Take(flight);
        }

        var held = await agent.GetWork(context);
        if (held.Value?.Tickets.OrEmpty().FirstOrDefault(ticket => IsPulledBy(ticket, context.CommandId)) is { } before)
        {
            return before.AssignmentId == id ? new NextAnswer(before.TicketId, id, true) : KeyReused();
        }

        return decision.OverCapacity ? Refused("at-capacity", report.Value) : new NextAnswer(null, null, false);
    }

    private async Task<Outcome<NextAnswer>> Take(Flight flight)
    {
        var answer = await _calls.Reserve(flight.Request);
        if (answer is null)
        {
            // He may hold the units all the same: his lease settles that.
            waker.Remember(flight.Agent);
            work.Shard.Settled(flight, null, work.Now);
            return StorageFailures.OutcomeUnknown;
        }

        if ((answer.Granted && answer.TicketId != flight.TicketId) || answer.Refusal is "known" or "key-reused")
        {
            work.Shard.Observe(answer.Status, work.Now);
            work.Shard.Settled(flight, null, work.Now);
            return answer.Refusal == "key-reused" ? KeyReused() : await Replay(answer.TicketId, flight.Id);
        }

        switch (work.Shard.Reserved(flight, answer, work.Now))
        {
            case AfterReserve.Assign:
                var assigned = await runner.Assign(flight);
                return assigned is null ? StorageFailures.OutcomeUnknown : assigned.Value ? new NextAnswer(flight.TicketId, flight.Id, false) : Taken();
            case AfterReserve.Release:
                await _calls.Release(flight.Agent, flight.Id);
                return Taken();
            default:
                return Refused(answer.Refusal, answer.Status);
        }
    }

    /// <summary>This id was granted before, perhaps by a shard that died: the case says whether it came to anything.</summary>
    private async Task<Outcome<NextAnswer>> Replay(Guid ticketId, Guid id)
    {
        var facts = await _calls.WhereIs(ticketId);
        return facts?.Assigned?.AssignmentId == id ? new NextAnswer(ticketId, id, true)
            : facts is null || facts.Waiting is not null ? StorageFailures.OutcomeUnknown
            : Taken();
    }

    private void Remember(ulong key, Outcome<NextAnswer> answer)
    {
        if (answer.Value is not { TicketId: not null } taken)
        {
            return;
        }

        _answers[key] = taken;
        _inOrder.Enqueue(key);
        if (_inOrder.Count > Remembered)
        {
            _answers.Remove(_inOrder.Dequeue());
        }
    }

    private static bool IsPulledBy(AgentTicketView ticket, CommandId request) =>
        ticket.Mode == AssignmentMode.Pull && new CommandId(ticket.AssignmentId).Key == request.Key;

    private static Failure NoSuchAgent(string agentId) => new(FailureCodes.UnknownAgent, $"There is no agent {agentId}.");

    private static Failure KeyReused() =>
        new(FailureCodes.IdempotencyKeyReused, "This key was used for another request; a retry must repeat the first one exactly.");

    private static Failure Taken() =>
        new(FailureCodes.ActionNotPossible, "The case was given to somebody else at the same moment; ask again under a new key.");

    private static Failure Refused(string? refusal, AgentStatus status) => refusal == "not-registered" ? NoSuchAgent(status.AgentId) : new(
        FailureCodes.ActionNotPossible,
        refusal switch
        {
            "at-capacity" => $"The agent uses {status.UnitsInUse} of {status.Capacity} units; no waiting case fits into the rest.",
            "not-online" => $"The agent is {status.Presence}.",
            "offer-open" => "The agent has an open offer to answer first.",
            "ramp-up" => "The agent has just signed in and has got enough for now.",
            _ => "The agent cannot take the case now.",
        });
}
