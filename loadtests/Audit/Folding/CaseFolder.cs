using System.Text.Json;

namespace AfterSales.LoadTests.Audit.Folding;

/// <summary>
/// Folds cases from the names and fields of their events (docs/domain.md), not with the product's own fold: what the product folds wrongly would look
/// right in both.
/// </summary>
internal sealed class CaseFolder(AuditLedger ledger, LogState state) : StreamFolder(ledger)
{
    private readonly CasePromises _promises = new(ledger);
    private readonly HashSet<string> _payments = new(StringComparer.Ordinal);
    private CaseFacts _case = new(Guid.Empty);

    public override void Fold(in LogEntry row)
    {
        if (row.Stream != _case.Id)
        {
            state.Cases[row.Stream] = _case = new CaseFacts(row.Stream);
            _payments.Clear();
            _promises.Begin();
            Ledger.Looked(AuditNames.Cases);
        }

        _case.Version = row.Seq;
        foreach (var stored in row.Events.EnumerateArray())
        {
            var name = stored.Text("t");
            Apply(name, stored);
            _promises.Apply(_case, name, stored, row.At);
            if (stored.TextOrNull("to") is { } to)
            {
                (_case.Step, _case.DeadlineRule, _case.DeadlineAt) = (string.Intern(to), null, null);
            }
        }

        if (row.Told is { } told)
        {
            Ledger.Looked(AuditNames.Steps);
            if (told != _case.Step)
            {
                Found(AuditKinds.Different, $"case {row.Stream}: version {row.Seq} was acknowledged in {told}, the log says {_case.Step}");
            }
        }
    }

    private void Apply(string name, JsonElement stored)
    {
        switch (name)
        {
            case "opened.v1":
                Open(stored);
                break;
            case "opening-voided.v1":
                _case.Clear();
                break;
            case "offer-accepted.v1":
                _case.Kind = string.Intern(stored.Text("kind"));
                break;
            case "refunded.v1":
                Refund(stored);
                break;
            case "queued.v1":
                (_case.Waits, _case.Assignment) = (string.Intern(stored.Text("queue")), null);
                break;
            case "left-queue.v1":
                _case.Waits = null;
                break;
            case "assigned.v1":
                Assign(stored);
                break;
            case "work-paused.v1" or "work-resumed.v1" when _case.Assignment is { } held:
                _case.Assignment = held with { Active = name == "work-resumed.v1" };
                break;
            case "assignment-ended.v1":
                _case.Assignment = null;
                break;
        }
    }

    private void Open(JsonElement stored)
    {
        if (_case.Opened)
        {
            Found(AuditKinds.Doubled, $"case {_case.Id} was opened twice");
        }

        _case.Clear();
        _case.Opened = true;
        _case.Kind = string.Intern(stored.Text("kind"));
        _case.OrderId = stored.TextOrNull("orderId");
        _case.CustomerId = string.Intern(stored.Text("customerId"));
        _payments.Clear();
    }

    private void Refund(JsonElement stored)
    {
        _case.Refunded += stored.Amount("amount");
        if (!_payments.Add(stored.Text("paymentReference")))
        {
            Found(AuditKinds.Doubled, $"case {_case.Id}: payment {stored.Text("paymentReference")} is recorded twice");
        }
    }

    private void Assign(JsonElement stored)
    {
        if (_case.Assignment is { } other)
        {
            Found(AuditKinds.Doubled, $"case {_case.Id} was given to {stored.Text("agent")} while {other.Agent} had it");
        }

        _case.Waits = null;
        _case.Assignment = new HeldWork(
            stored.Id("assignmentId"), string.Intern(stored.Text("agent")), string.Intern(stored.Text("queue")), stored.Number("units"), Active: true);
    }
}
