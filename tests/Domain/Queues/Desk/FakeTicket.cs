using AfterSales.Routing;
using AfterSales.Tickets;
using NSubstitute;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>One case as far as queues see it: takes the first assignment of the round it waits in.</summary>
internal sealed class FakeTicket
{
    private readonly DeskWorld _world;
    private readonly DateTimeOffset _since;
    private AssignmentRequest? _assigned;
    private string _queue = Floor.Queue;
    private int _version = 1;
    private int _round = 1;

    public FakeTicket(DeskWorld world, Guid id)
    {
        (_world, Id, _since) = (world, id, world.Time.GetUtcNow());
        Grain.Assign(default!).ReturnsForAnyArgs(call => world.Call<AssignmentAnswer>("Assign", () => Assign(call.Arg<AssignmentRequest>())));
        Grain.GetRouting().ReturnsForAnyArgs(_ => world.Call<RoutingFacts>("GetRouting", () => Facts));
        Grain.Reroute(default, default, default).ReturnsForAnyArgs(call => world.Call<RoutingFacts>("Reroute", () => Reroute(call.ArgAt<string?>(1))));
    }

    public Guid Id { get; }

    public ITicketGrain Grain { get; } = Substitute.For<ITicketGrain>();

    /// <summary>Every assignment that was taken.</summary>
    public List<AssignmentRequest> Taken { get; } = [];

    public Guid? AssignedBy => _assigned?.AssignmentId;

    public string Queue => _queue;

    public RoutingFacts Facts => new(
        Id, _version,
        _assigned is null ? new WaitingWork(_queue, _round, Departments.Service, TicketKind.Reship, TicketPriority.P3, _since.AddHours(1), _since, _since, 5, [], null) : null,
        _assigned is null ? null : new AssignedWork(_assigned.AssignmentId, _assigned.Agent, _queue, Departments.Service, 5, true, false, _assigned.Mode, _since, TicketKind.Reship, _since),
        []);

    /// <summary>Claimed by somebody, past the queue.</summary>
    public void TakenBy(string agent) =>
        (_assigned, _version) = (new AssignmentRequest(Guid.NewGuid(), Id, _round, _queue, agent, 5, AssignmentMode.Claim, new("claim", 0, 1, [])), _version + 1);

    /// <summary>Sent to a queue, with no word to anybody.</summary>
    public void MovesTo(string queue) => Reroute(queue);

    public void Fence(int round)
    {
        if (_assigned is null && round == _round)
        {
            _round = ++_version;
            _world.Tell(Facts);
        }
    }

    private AssignmentAnswer Assign(AssignmentRequest request)
    {
        if (_assigned is null && request.Round == _round && request.Queue == _queue)
        {
            (_assigned, _version) = (request, _version + 1);
            Taken.Add(request);
        }

        return new AssignmentAnswer(_assigned?.AssignmentId == request.AssignmentId, Facts);
    }

    private RoutingFacts Reroute(string? queue)
    {
        (_queue, _version) = (queue ?? "elsewhere", _version + 1);
        _round = _version;
        return Facts;
    }
}
