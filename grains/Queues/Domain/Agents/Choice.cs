using AfterSales.Routing;

namespace AfterSales.Queues.Domain;

/// <summary>The agent chosen, and why.</summary>
/// <param name="Agent">The best candidate.</param>
/// <param name="Reason">Stored with the assignment. Candidates are those who cover the case, are free for its units and may be given work now.</param>
internal sealed record Choice(PoolAgent Agent, AssignmentReason Reason);

/// <summary>The best three of those looked at, in order.</summary>
internal struct Podium
{
    private PoolAgent? _first;
    private PoolAgent? _second;
    private PoolAgent? _third;

    public readonly PoolAgent? First => _first;

    public void Consider(PoolAgent agent)
    {
        if (_first is null || default(ByLoad).Compare(agent, _first) < 0)
        {
            (_first, _second, _third) = (agent, _first, _second);
        }
        else if (_second is null || default(ByLoad).Compare(agent, _second) < 0)
        {
            (_second, _third) = (agent, _second);
        }
        else if (_third is null || default(ByLoad).Compare(agent, _third) < 0)
        {
            _third = agent;
        }
    }

    /// <param name="owner">The accountable agent when he is a candidate: he comes first whatever his load.</param>
    /// <param name="target">The target that applied.</param>
    /// <param name="candidates">How many there are.</param>
    public readonly Choice Choose(PoolAgent? owner, int target, int candidates)
    {
        var chosen = owner ?? _first!;
        var considered = ImmutableArray.CreateBuilder<CandidateLoad>(3);
        considered.Add(Load(chosen));
        foreach (var other in (ReadOnlySpan<PoolAgent?>)[_first, _second, _third])
        {
            if (other is not null && other != chosen && considered.Count < 3)
            {
                considered.Add(Load(other));
            }
        }

        var rule = owner is not null ? "sticky-owner"
            : _second is null ? "only-candidate"
            : ByLoad.Ratio(chosen, _second) == 0 ? "longest-idle"
            : "lowest-load";
        return new Choice(chosen, new AssignmentReason(rule, target, candidates, considered.ToImmutable()));
    }

    private static CandidateLoad Load(PoolAgent agent) => new(agent.Id, agent.UnitsInUse, agent.Capacity);
}
