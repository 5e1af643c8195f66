using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>
/// No eligible agent stays idle while an eligible case waits, for longer than 50 ms. After something went wrong on purpose the clock starts again once it is
/// calm.
/// </summary>
internal sealed class IdleRule(World world, Eligibility eligibility, Calm calm)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(50);

    private readonly Dictionary<(Guid Case, string Agent), DateTimeOffset> _since = [];

    public string? Check()
    {
        if (calm.Since is null)
        {
            _since.Clear();
            return null;
        }

        var now = world.Time.Now;
        var pairs = eligibility.Pairs().Select(pair => (pair.Case.Id, pair.Agent.State.AgentId)).ToHashSet();
        foreach (var gone in _since.Keys.Where(pair => !pairs.Contains(pair)).ToArray())
        {
            _since.Remove(gone);
        }

        foreach (var pair in pairs)
        {
            if (!_since.TryAdd(pair, now) && now - _since[pair] > Allowed)
            {
                var (wait, agent) = (world.Ledger.FindCase(pair.Id)!.State.Waiting!, world.Ledger.FindAgent(pair.AgentId)!.State);
                return $"case {pair.Id} waits in {wait.Queue} for {wait.Units} units and agent {pair.AgentId} with {agent.Held.UnitsInUse} of "
                    + $"{agent.Profile!.Capacity} in use could have it since {(now - _since[pair]).TotalMilliseconds:F0} ms";
            }
        }

        return null;
    }
}
