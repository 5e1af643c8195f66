using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>A case as the agent's protocol sees it: the judge of who has it. Keeps every fact it ever told, for those that come late.</summary>
internal sealed class SimCase
{
    private int _version = 1;
    private int _round = 1;
    private AssignedWork? _assigned;
    private bool _over;

    public SimCase() => Told.Add(Facts);

    public Guid Id { get; } = Guid.NewGuid();

    public List<RoutingFacts> Told { get; } = [];

    public int Round => _round;

    public bool Waits => !_over && _assigned is null;

    public AssignedWork? Assigned => _assigned;

    /// <summary>Units that the agent has in use for it.</summary>
    public int UnitsOf(string agent) => _assigned is { Active: true } work && work.Agent == agent ? work.Units : 0;

    public RoutingFacts Facts => _assigned is { } work ? new RoutingFacts(Id, _version, null, work, [])
        : _over ? Staffing.Over(Id, _version)
        : Staffing.Waits(Id, _version, _round);

    public bool Assign(AssignmentRequest request)
    {
        if (_assigned?.AssignmentId == request.AssignmentId)
        {
            return true;
        }

        if (!Waits || request.Round != _round)
        {
            return false;
        }

        Give(request.AssignmentId, request.Agent, request.Mode, request.Units);
        return true;
    }

    public RoutingFacts ConfirmOrVoid(Guid assignmentId, int round)
    {
        if (Waits && round == _round && _assigned?.AssignmentId != assignmentId)
        {
            Wait();
        }

        return Facts;
    }

    public void Give(Guid assignmentId, string agent, AssignmentMode mode, int units) =>
        Become(new AssignedWork(assignmentId, agent, "general", Departments.Service, units, true, false, mode, Staffing.Now, default, Staffing.Now));

    public void Become(AssignedWork work)
    {
        (_assigned, _over) = (work, false);
        Next();
    }

    public void Wait()
    {
        (_assigned, _over, _round) = (null, false, _version + 1);
        Next();
    }

    public void End()
    {
        (_assigned, _over) = (null, true);
        Next();
    }

    /// <summary>Something happened that concerns nobody's work.</summary>
    public void Next()
    {
        _version++;
        Told.Add(Facts);
    }
}
