using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>Deadlines decide once and not before their time; a promise is broken once while it runs.</summary>
internal sealed class CasePromises(AuditLedger ledger)
{
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    private readonly CaseClocks _clocks = new();

    public void Begin()
    {
        _broken.Clear();
        _clocks.Clear();
    }

    public void Apply(CaseFacts known, string name, JsonElement stored, DateTime at)
    {
        if (_clocks.Apply(name, stored, at))
        {
            var next = _clocks.Next;
            (known.ClockName, known.ClockAt) = (next is { } clock ? string.Intern(clock.Name) : null, next?.Due);
        }

        switch (name)
        {
            case "deadline-set.v1":
                ledger.Looked(AuditNames.Deadlines);
                (known.DeadlineRule, known.DeadlineAt) = (string.Intern(stored.Text("rule")), stored.Time("at"));
                break;
            case "deadline-extended.v1" or "deadline-extension-undone.v1" when known.DeadlineAt is not null:
                known.DeadlineAt = stored.Time("at");
                break;
            case "deadline-expired.v1":
                Expire(known, stored, at);
                break;
            case "opened.v1" or "opening-voided.v1":
                Begin();
                break;
            case "sla-activated.v1":
                foreach (var clock in stored.GetProperty("clocks").EnumerateArray())
                {
                    _broken.Remove(clock.Text("clock"));
                }

                break;
            case "sla-breached.v1" when !_broken.Add(stored.Text("clock")):
                ledger.Found(AuditKinds.Doubled, $"case {known.Id}: promise {stored.Text("clock")} is broken twice");
                break;
        }
    }

    private void Expire(CaseFacts known, JsonElement stored, DateTime at)
    {
        var rule = stored.Text("rule");
        if (known.DeadlineAt is not { } due)
        {
            ledger.Found(AuditKinds.Doubled, $"case {known.Id}: silence decided by {rule}, and no deadline ran");
        }
        else if (at < due || rule != known.DeadlineRule)
        {
            ledger.Found(AuditKinds.Different, $"case {known.Id}: silence decided by {rule} at {at:O}, and {known.DeadlineRule} was due at {due:O}");
        }

        (known.DeadlineRule, known.DeadlineAt) = (null, null);
    }
}
