using AfterSales.Agents;
using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>
/// What is published. Expected wait = position / service rate (<see cref="ServiceRate"/>: assignments per second of the last 100, while something
/// waited). Without such a history: position x expected handling time / places, where places = units of the online agents / units of the case.
/// Null when neither is known. Closed time to come is added. Position counts the ready cases of the queue that are more urgent.
/// </summary>
internal sealed partial class QueueShard
{
    private static readonly Presence[] Presences = [Presence.Online, Presence.Busy, Presence.Away, Presence.Offline];

    public QueueStats Stats(DateTimeOffset now)
    {
        var ticks = now.UtcTicks;
        var (arrivals, assignments, completions) = _work.PerMinute(ticks);
        var serving = _pool.All.Where(agent => agent.Class is { } agents && Serves(agents)).ToList();
        var available = _pool.Available;
        var online = serving.Where(agent => agent.Status!.Presence == Presence.Online).ToList();
        return new QueueStats
        {
            Queue = _queue,
            Waiting = _waiting.Count,
            WaitingByPriority = [.. _waiting.ByPriority],
            Offered = _flights.Values.Count(flight => flight.Stage is FlightStage.Offered or FlightStage.Checking),
            OldestAge = _waiting.OldestSince is { } since ? TimeSpan.FromTicks(Math.Max(0, ticks - since)) : null,
            Overdue = _waiting.CountOverdue(ticks) + _flights.Values.Count(flight => _waiting.Find(flight.TicketId) is { } waiting && waiting.Due < ticks),
            AgentsByPresence = [.. Presences.Select(presence => serving.Count(agent => agent.Status!.Presence == presence))],
            AgentsAvailable = available,
            UnitsInUse = online.Sum(agent => agent.UnitsInUse),
            Capacity = online.Sum(agent => agent.Capacity),
            ArrivalsPerMinute = arrivals,
            AssignmentsPerMinute = assignments,
            CompletionsPerMinute = completions,
            ExpectedWait = _waiting.Ready == 0 && available > 0
                ? _hours.Wait(ticks, TimeSpan.Zero)
                : ExpectedWait(_waiting.Ready + 1, TicketKind.ReturnRefund, _policy?.DefaultUnits ?? 1, ticks),
            Handling = [.. Enum.GetValues<TicketKind>().Where(kind => _handling.Finished(kind) > 0)
                .Select(kind => new KindHandling(kind, TimeSpan.FromTicks(_handling.Expected(kind)), _handling.Finished(kind)))],
        };
    }

    public QueuePosition Position(Guid ticketId, DateTimeOffset now)
    {
        if (_waiting.Find(ticketId) is not { } waiting)
        {
            return new QueuePosition(false, 0, null);
        }

        var position = _waiting.CountBefore(waiting) + 1;
        return new QueuePosition(true, position, ExpectedWait(position, waiting.Kind, waiting.Units, now.UtcTicks));
    }

    private TimeSpan? ExpectedWait(int position, TicketKind kind, int units, long now)
    {
        if (_work.Rate(now) is { } perSecond)
        {
            return _hours.Wait(now, Seconds(position / perSecond));
        }

        var places = _pool.OnlineCapacity / Math.Max(1, units);
        return places == 0 ? null : _hours.Wait(now, Seconds(position * (_handling.Expected(kind) / (double)TimeSpan.TicksPerSecond) / places));
    }

    /// <summary>Covers a target that applies to somebody now, or the first.</summary>
    private bool Serves(AgentClass agents)
    {
        for (var target = 0; target < _demands.Targets; target++)
        {
            if ((target == 0 || _waiting.ByTarget[target] > 0) && Serving.Covers(agents.Skills, _demands.Skills(target)))
            {
                return true;
            }
        }

        return false;
    }

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(Math.Min(seconds, TimeSpan.FromDays(365).TotalSeconds));
}
