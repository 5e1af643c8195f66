using AfterSales.Api.Problems;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Admission;

/// <summary>
/// How many openings may be at work at once (what callers send slowly, or may not send, is not counted), found by how long they take: in a peak new cases are
/// sent away first, so that cases that are open go on at their usual pace and what is let in is served, not queued. Additive increase, multiplicative decrease (as TCP, and Netflix' concurrency-limits): each window whose
/// openings took longer than the target lowers the limit by a fifth, each one that used it up and was fast raises it.
/// </summary>
internal sealed class OpeningLimit
{
    private const double Decrease = 0.8;
    private const int Increase = 4;

    /// <summary>Fewer would starve a machine that is only slow.</summary>
    private const int Lowest = 8;

    /// <summary>Fewer openings than these say nothing about a window.</summary>
    private const int Sample = 8;

    private static readonly TimeSpan Window = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly AdmissionOptions _options;
    private readonly TimeProvider _time;
    private readonly AdmissionMetrics _metrics;
    private readonly RetrySpread _returns;
    private int _limit;
    private int _atWork;
    private bool _usedUp;
    private long _windowSince;
    private TimeSpan _spent;
    private int _finished;

    public OpeningLimit(IOptions<AdmissionOptions> options, TimeProvider time, AdmissionMetrics metrics)
    {
        (_options, _time, _metrics, _returns) = (options.Value, time, metrics, new RetrySpread(time));
        (_limit, _windowSince) = (_options.Openings, time.GetTimestamp());
        metrics.ObserveOpenings(() => Current);
    }

    /// <summary>How many may be at work now.</summary>
    public int Current
    {
        get
        {
            lock (_lock)
            {
                return _limit;
            }
        }
    }

    /// <summary>All places are taken now.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                _usedUp |= _atWork >= _limit;
                return _atWork >= _limit;
            }
        }
    }

    /// <summary>Nothing was done, and it is counted. Callers who are sent away together do not come back together.</summary>
    public Failure Refuse()
    {
        _metrics.TurnedAway(Lane.Openings);
        return Refusals.Overloaded("More cases are being opened than can be served; open cases go first.", _returns.SendAway());
    }

    /// <summary>Does the opening in a place, or refuses it.</summary>
    public async Task<Outcome<T>> Run<T>(Func<Task<Outcome<T>>> open)
    {
        if (!TryEnter())
        {
            return Refuse();
        }

        var entered = _time.GetTimestamp();
        try
        {
            var opened = await open();
            if (opened.Succeeded)
            {
                _returns.Served();
            }

            return opened;
        }
        finally
        {
            Leave(_time.GetElapsedTime(entered));
        }
    }

    /// <summary>False: all places are taken. True: to be followed by one <see cref="Leave"/>.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            _usedUp |= _atWork >= _limit;
            if (_atWork >= _limit)
            {
                return false;
            }

            _atWork++;
            return true;
        }
    }

    /// <param name="took">From entering to the answer.</param>
    public void Leave(TimeSpan took)
    {
        lock (_lock)
        {
            _atWork--;
            _spent += took;
            _finished++;
            if (_finished >= Sample && _time.GetElapsedTime(_windowSince) >= Window)
            {
                Adapt();
            }
        }
    }

    private void Adapt()
    {
        if (_spent / _finished > TimeSpan.FromMilliseconds(_options.OpeningTargetMilliseconds))
        {
            _limit = Math.Max(Lowest, (int)(_limit * Decrease));
        }
        else if (_usedUp)
        {
            _limit = Math.Min(_options.Openings, _limit + Increase);
        }

        (_spent, _finished, _usedUp, _windowSince) = (TimeSpan.Zero, 0, false, _time.GetTimestamp());
    }
}
