using AfterSales.Log;
using AfterSales.Tests.Simulation.Worlds;

namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>
/// No eligible agent stays idle while an eligible case waits, for longer than 50 ms. After something went wrong on purpose the clock starts again once the
/// follower has told everything of that time, for it is the follower who makes good what was lost.
/// </summary>
internal sealed class IdleRule(World world, Eligibility eligibility)
{
    private static readonly TimeSpan Allowed = TimeSpan.FromMilliseconds(50);

    /// <summary>By then calls to what crashed have timed out and were made again, and what was on its way into the log is there.</summary>
    private static readonly TimeSpan Settles = Process.ResponseTimeout * 1.5;

    private readonly Dictionary<(Guid Case, string Agent), DateTimeOffset> _since = [];
    private DateTimeOffset _disturbedAt;
    private LogCursor? _mustBeTold;
    private bool _calm;

    public string? Check()
    {
        if (!IsCalm())
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

    private bool IsCalm()
    {
        if (world.Faults.Storm || world.Process.Life.IsOver || _disturbedAt < world.DisturbedAt)
        {
            (_disturbedAt, _mustBeTold, _calm) = (world.Time.Now, null, false);
            return false;
        }

        if (_mustBeTold is null && world.Time.Now > _disturbedAt + Settles)
        {
            _mustBeTold = world.Ledger.End;
        }

        return _calm |= _mustBeTold is { } end && world.Cursor.At >= end;
    }
}
