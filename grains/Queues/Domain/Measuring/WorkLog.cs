using AfterSales.Routing;
using AfterSales.Tickets;

namespace AfterSales.Queues.Domain;

/// <summary>
/// What became of the queue's cases: came, handed out, finished. An assignment is timed from its beginning to the first news that it ended or
/// paused; one whose beginning was not seen here (before a restart) teaches nothing.
/// </summary>
internal sealed class WorkLog(HandlingTimes handling)
{
    private const int MaxRunning = 100_000;

    private readonly Dictionary<Guid, Running> _running = [];
    private readonly MinuteCount _arrivals = new();
    private readonly MinuteCount _assignments = new();
    private readonly MinuteCount _completions = new();
    private readonly ServiceRate _rate = new();

    public void Arrived(long now) => _arrivals.Add(now);

    public void Update(bool waiting, long now) => _rate.Update(waiting, now);

    /// <summary>Assignments per second while something waits; null when unknown.</summary>
    public double? Rate(long now) => _rate.Read(now);

    public (int Arrivals, int Assignments, int Completions) PerMinute(long now) =>
        (_arrivals.Read(now), _assignments.Read(now), _completions.Read(now));

    /// <param name="facts">Newer than anything known of the case.</param>
    /// <param name="queue">This queue.</param>
    /// <param name="wasWaiting">It waited here until now.</param>
    /// <param name="now">UTC ticks.</param>
    public void Observe(RoutingFacts facts, string queue, bool wasWaiting, long now)
    {
        if (_running.TryGetValue(facts.TicketId, out var running)
            && !(facts.Assigned is { Active: true } still && still.AssignmentId == running.AssignmentId))
        {
            End(facts, running, queue, now);
        }

        if (wasWaiting && facts.Assigned is { } assigned && assigned.Queue == queue)
        {
            _assignments.Add(now);
            _rate.Assigned(now);
            Begin(facts.TicketId, assigned);
        }
    }

    private void Begin(Guid ticketId, AssignedWork assigned)
    {
        if (assigned.Active && _running.Count < MaxRunning)
        {
            _running[ticketId] = new Running(assigned.AssignmentId, assigned.At.UtcTicks, assigned.Kind);
        }
    }

    /// <summary>Work that comes back to the queue was not handled: it counts as left, but its time says nothing.</summary>
    private void End(RoutingFacts facts, Running running, string queue, long now)
    {
        _running.Remove(facts.TicketId);
        _completions.Add(now);
        if (facts.Waiting?.Queue != queue)
        {
            handling.Add(running.Kind, now - running.At);
        }
    }

    private readonly record struct Running(Guid AssignmentId, long At, TicketKind Kind);
}
