namespace AfterSales.Tests.Simulation.Oracle;

/// <summary>One promise, counted by subtraction. Every method answers what is wrong, or null.</summary>
internal sealed class Stopwatch(int target, ImmutableArray<int> warnings, DateTimeOffset started)
{
    private readonly HashSet<int> _warned = [];
    private TimeSpan _target = TimeSpan.FromSeconds(target);
    private TimeSpan _used;
    private DateTimeOffset? _since = started;
    private DateTimeOffset? _overBefore;
    private bool _broken;

    public string? Retarget(int other, DateTimeOffset at)
    {
        var fault = _since is null ? null : Unsaid(at, strictly: true);
        _target = TimeSpan.FromSeconds(other);
        // A shorter target may have been over before anybody set it.
        _overBefore = Used(at) >= _target ? at : null;
        return fault;
    }

    public string? Resume(DateTimeOffset at)
    {
        var fault = _since is null ? null : "runs again and never rested";
        _since = at;
        return fault;
    }

    public string? Stop(DateTimeOffset at)
    {
        var fault = Unsaid(at, strictly: false);
        (_used, _since) = (Used(at), null);
        return fault;
    }

    public string? Warn(int percent, DateTimeOffset at) =>
        _since is null ? "warns while it rests"
        : !_warned.Add(percent) ? $"warns a second time of {percent} %"
        : Used(at) < Mark(percent) ? $"warns of {percent} % after {Used(at)} of {_target}"
        : null;

    public string? Break(DateTimeOffset due, DateTimeOffset at)
    {
        var (twice, resting) = (_broken, _since is null);
        _broken = true;
        return twice ? "is broken a second time"
            : resting ? "is broken while it rests"
            : due > at ? $"is broken at {due:O}, before that time"
            : due != UsedUpAt && due != _overBefore ? $"is broken at {due:O}, and its time was used up at {UsedUpAt:O}"
            : null;
    }

    /// <summary>A clock that got a shorter target while it rested may have nothing left when it runs again: then at once.</summary>
    private DateTimeOffset? UsedUpAt => _since + (_target > _used ? _target - _used : TimeSpan.Zero);

    /// <summary>What should have been said of it by then.</summary>
    public string? Missed(DateTimeOffset now)
    {
        var left = warnings.Where(percent => Used(now) >= Mark(percent) && !_warned.Any(given => given >= percent)).ToArray();
        return _since is null ? null : Unsaid(now, strictly: false) ?? (left.Length > 0 && !_broken ? $"did not warn of {left[^1]} %" : null);
    }

    private string? Unsaid(DateTimeOffset at, bool strictly) =>
        !_broken && (strictly ? Used(at) > _target : Used(at) >= _target) && _since is not null ? $"used up {Used(at)} of {_target}, and was not said to be broken" : null;

    private TimeSpan Used(DateTimeOffset at) => _since is { } since && at > since ? _used + (at - since) : _used;

    private TimeSpan Mark(int percent) => TimeSpan.FromSeconds((long)_target.TotalSeconds * percent / 100);
}
