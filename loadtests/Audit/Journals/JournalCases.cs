using AfterSales.LoadTests.Driving.Journal;

namespace AfterSales.LoadTests.Audit.Journals;

/// <summary>What callers know of the cases of a run: the last that was acknowledged of each, and the money. Some 150 bytes a case.</summary>
internal sealed class JournalCases
{
    private readonly Dictionary<Guid, JournalCase> _cases = [];
    private readonly Dictionary<string, long?> _orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _actions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _customers = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<Guid, JournalCase> All => _cases;

    /// <summary>Imported orders with the version that was acknowledged.</summary>
    public IReadOnlyDictionary<string, long?> Orders => _orders;

    /// <summary>Customers who did something themselves; they are of this run alone, unlike staff.</summary>
    public IReadOnlySet<string> Customers => _customers;

    /// <summary>Acknowledged entries by action, of cases.</summary>
    public IReadOnlyDictionary<string, long> Actions => _actions;

    public long Acknowledged { get; private set; }

    public void Add(JournalEntry entry)
    {
        if (entry.Action == AuditActions.Order)
        {
            if (entry.Outcome == CommandOutcome.Acknowledged)
            {
                _orders[entry.Key] = entry.Version;
            }

            return;
        }

        if (entry.Role == "customer")
        {
            _customers.Add(entry.Subject);
        }

        if (entry.Ticket is not { } ticket || entry.Outcome == CommandOutcome.Refused)
        {
            return;
        }

        var known = _cases.GetValueOrDefault(ticket) ?? new JournalCase();
        _cases[ticket] = known;
        if (entry.Outcome == CommandOutcome.Unknown)
        {
            known.HasUnknown = true;
            return;
        }

        Acknowledged++;
        _actions[entry.Action] = _actions.GetValueOrDefault(entry.Action) + 1;
        known.Acknowledged++;
        known.Refunded += entry.Refunded ?? 0;
        if (entry.Version >= known.Version)
        {
            (known.Version, known.Step) = (entry.Version.Value, entry.Step);
        }
    }
}

/// <summary>One case as its callers know it.</summary>
internal sealed class JournalCase
{
    public int Acknowledged { get; set; }

    /// <summary>Newest acknowledged version, and the step then.</summary>
    public long Version { get; set; }

    public string? Step { get; set; }

    public long Refunded { get; set; }

    /// <summary>Something was never answered: more may be there than is known.</summary>
    public bool HasUnknown { get; set; }
}

/// <summary>Actions that are not one of a case.</summary>
internal static class AuditActions
{
    public const string Order = "order";
    public const string Open = "open";
}
