namespace AfterSales.LoadTests.Audit;

/// <summary>Where checks write what they looked at and what they found. Safe for many at once; keeps few findings in words, counts all.</summary>
internal sealed class AuditLedger
{
    private const int WordsOfEachKind = 12;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, long> _looked = [];
    private readonly Dictionary<string, long> _faults = AuditKinds.All.ToDictionary(kind => kind, _ => 0L);
    private readonly List<AuditFinding> _findings = [];

    public void Looked(string what, long count = 1)
    {
        lock (_lock)
        {
            _looked[what] = _looked.GetValueOrDefault(what) + count;
        }
    }

    public void Found(string kind, string what, long count = 1)
    {
        lock (_lock)
        {
            _faults[kind] += count;
            if (_findings.Count(finding => finding.Kind == kind) < WordsOfEachKind)
            {
                _findings.Add(new AuditFinding(kind, what));
            }
        }
    }

    public long CountOf(string looked)
    {
        lock (_lock)
        {
            return _looked.GetValueOrDefault(looked);
        }
    }

    public AuditVerdict Verdict()
    {
        lock (_lock)
        {
            return new AuditVerdict
            {
                Looked = _looked.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Faults = _faults.ToImmutableSortedDictionary(StringComparer.Ordinal),
                Findings = [.. _findings.OrderBy(finding => finding.Kind, StringComparer.Ordinal)],
            };
        }
    }
}
