using AfterSales.Sla;

namespace AfterSales.Tests.Domain.Sla;

/// <summary>The same promises as the wheel's, kept by looking at everything each time.</summary>
internal sealed class NaiveWheel
{
    private readonly Dictionary<Guid, Case> _cases = [];

    public int Count => _cases.Count;

    public int InFlight => _cases.Values.Count(known => known.Flying);

    public DateTimeOffset? NextDue => _cases.Values.Where(known => !known.Flying).Min(known => known.Key);

    public void Set(DueFacts facts)
    {
        if (!_cases.TryGetValue(facts.TicketId, out var known))
        {
            if (facts.Due is not null)
            {
                _cases[facts.TicketId] = new Case(facts.Version, facts.Due, facts.Due, 0, false);
            }
        }
        else if (facts.Version > known.Version)
        {
            Keep(facts.TicketId, new Case(facts.Version, facts.Due, facts.Due, 0, known.Flying));
        }
    }

    /// <summary>Begins this one; tells whether it may be the one that is begun.</summary>
    public bool Begin(Guid id, DateTimeOffset now)
    {
        var known = _cases[id];
        var may = !known.Flying && known.Key <= now && known.Key == NextDue;
        _cases[id] = known with { Flying = true };
        return may;
    }

    /// <summary>False when it is in flight still.</summary>
    public bool Answered(int begun, DueFacts facts, DateTimeOffset now)
    {
        var known = _cases[facts.TicketId];
        if (facts.Version >= known.Version)
        {
            known = known with { Version = facts.Version, Due = facts.Due, Key = facts.Due };
            _cases[facts.TicketId] = known;
            if (facts.Version == begun && facts.Due <= now)
            {
                return false;
            }
        }
        else if (known.Version == begun)
        {
            return false;
        }

        Keep(facts.TicketId, known with { Failures = 0, Flying = false });
        return true;
    }

    public void Failed(Guid id, int begun, int failures, DateTimeOffset retryAt)
    {
        var known = _cases[id];
        Keep(id, known.Version == begun ? known with { Failures = failures + 1, Key = retryAt, Flying = false } : known with { Flying = false });
    }

    public int Overdue(DateTimeOffset now) => _cases.Values.Count(known => known.Flying || known.Failures > 0 || known.Due <= now);

    private void Keep(Guid id, Case known)
    {
        if (known is { Due: null, Flying: false })
        {
            _cases.Remove(id);
        }
        else
        {
            _cases[id] = known;
        }
    }

    private sealed record Case(int Version, DateTimeOffset? Due, DateTimeOffset? Key, int Failures, bool Flying);
}
