using AfterSales.Agents;
using AfterSales.Routing;
using NSubstitute;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>One agent as far as queues see him: grants capacity, idempotent by assignment id.</summary>
internal sealed class FakeAgent
{
    private readonly Dictionary<Guid, ReserveRequest> _held = [];
    private readonly HashSet<Guid> _over = [];
    private readonly DeskWorld _world;
    private int _version = 1;
    private DateTimeOffset? _last;

    public FakeAgent(DeskWorld world, string id, int capacity)
    {
        (_world, Id, Capacity) = (world, id, capacity);
        Grain.Reserve(default!).ReturnsForAnyArgs(call => world.Call("Reserve", () => Reserve(call.Arg<ReserveRequest>())));
        Grain.Release(default).ReturnsForAnyArgs(call => world.Call("Release", () => Release(call.Arg<Guid>())));
        Grain.Report().ReturnsForAnyArgs(_ => world.Call<AgentStatus>("Report", Report));
        Grain.GetWork(default!).ReturnsForAnyArgs(_ => world.Call<AgentWorkView>("GetWork", () => new AgentWorkView(
            Id, Presence.Online, Capacity, Units, [],
            [.. _held.Values.Select(held => held.Assignment).Select(held => new AgentTicketView(
                held.TicketId, held.AssignmentId, held.Queue, held.Units, true, held.Mode, world.Time.GetUtcNow(), null))])));
    }

    public string Id { get; }

    public int Capacity { get; }

    /// <summary>False once removed.</summary>
    public bool Exists { get; set; } = true;

    /// <summary>Refuses everything with this word.</summary>
    public string? RefusesFor { get; set; }

    public Presence Presence { get; set; } = Presence.Online;

    /// <summary>Cases for which somebody outside is awaited: they use no units.</summary>
    public bool HoldsAtRest { get; set; }

    public IAgentGrain Grain { get; } = Substitute.For<IAgentGrain>();

    public IEnumerable<AssignmentRequest> Held => _held.Values.Select(request => request.Assignment);

    public int Units => Held.Sum(held => held.Units);

    public AgentStatus Status => new(
        Id, _version, Exists, Presence, [Departments.Service], [], Capacity, Units, Held.Any(held => held.Mode == AssignmentMode.Offer), _last, null,
        HoldsAtRest || _held.Count > 0);

    /// <summary>The lease of what no case confirmed ends.</summary>
    public void EndLeases()
    {
        foreach (var held in Held.Where(held => _world.Ticket(held.TicketId).AssignedBy != held.AssignmentId).ToList())
        {
            _world.Ticket(held.TicketId).Fence(held.Round);
            Drop(held.AssignmentId);
        }
    }

    public void Remove() => (Exists, _version) = (false, _version + 1);

    public void Drop(Guid assignmentId)
    {
        if (_held.Remove(assignmentId))
        {
            _over.Add(assignmentId);
            _version++;
        }
    }

    private Outcome<AgentStatus> Report()
    {
        foreach (var offer in Held.Where(held => held.Mode == AssignmentMode.Offer && _world.Ticket(held.TicketId).AssignedBy is null).ToList())
        {
            _world.Desk.OfferOpen(offer, _last!.Value.AddSeconds(30), Status);
        }

        return Status;
    }

    private Outcome<ReserveAnswer> Reserve(ReserveRequest request)
    {
        var assignment = request.Assignment;
        if (_held.TryGetValue(assignment.AssignmentId, out var before))
        {
            return new ReserveAnswer(true, null, Status, null, before.Assignment.TicketId);
        }

        if (RefusesFor is { } word)
        {
            return new ReserveAnswer(false, word, Status, null, assignment.TicketId);
        }

        if (_over.Contains(assignment.AssignmentId) || Units + assignment.Units > Capacity)
        {
            return new ReserveAnswer(false, _over.Contains(assignment.AssignmentId) ? "known" : "at-capacity", Status, null, assignment.TicketId);
        }

        _held.Add(assignment.AssignmentId, request);
        (_version, _last) = (_version + 1, _world.Time.GetUtcNow());
        return new ReserveAnswer(true, null, Status, request.OfferTimeout is { } timeout ? _last + timeout : null, assignment.TicketId);
    }

    private Outcome<AgentStatus> Release(Guid assignmentId)
    {
        Drop(assignmentId);
        return Status;
    }
}
