using AfterSales.Deadlines;

namespace AfterSales.Policies;

/// <summary>Adds up what a draft would have done to many cases. Pure; holds counts and a few examples, never cases.</summary>
internal sealed class PromiseSimulation
{
    private const int MaxExamples = 20;

    private readonly Dictionary<PromiseFact, (int Was, int WouldBe)> _facts = [];
    private readonly Dictionary<(PromiseFactKind What, string Name, bool Newly), (int Count, List<Guid> Examples)> _changed = [];

    public int Cases { get; private set; }

    public void Add(Guid ticketId, PromiseOutcome outcome)
    {
        Cases++;
        foreach (var (fact, count) in outcome.Was)
        {
            var known = _facts.GetValueOrDefault(fact);
            _facts[fact] = known with { Was = known.Was + count };
        }

        foreach (var (fact, count) in outcome.WouldBe)
        {
            var known = _facts.GetValueOrDefault(fact);
            _facts[fact] = known with { WouldBe = known.WouldBe + count };
        }

        Compare(ticketId, outcome.WouldBe, outcome.Was, newly: true);
        Compare(ticketId, outcome.Was, outcome.WouldBe, newly: false);
    }

    public ImmutableSortedDictionary<string, ClockComparison> Clocks() => Names(PromiseFactKind.Activated, PromiseFactKind.Warned, PromiseFactKind.Breached)
        .ToImmutableSortedDictionary(
            name => name,
            name => new ClockComparison(
                Clock(name, fact => fact.Was), Clock(name, fact => fact.WouldBe), Changed(PromiseFactKind.Breached, name, true), Changed(PromiseFactKind.Breached, name, false)),
            StringComparer.Ordinal);

    public ImmutableSortedDictionary<string, DeadlineComparison> Deadlines() => Names(PromiseFactKind.Decided).ToImmutableSortedDictionary(
        name => name,
        name => new DeadlineComparison(
            Deadline(name, fact => fact.Was), Deadline(name, fact => fact.WouldBe), Changed(PromiseFactKind.Decided, name, true), Changed(PromiseFactKind.Decided, name, false)),
        StringComparer.Ordinal);

    private void Compare(Guid ticketId, IReadOnlyDictionary<PromiseFact, int> these, IReadOnlyDictionary<PromiseFact, int> those, bool newly)
    {
        foreach (var (what, name) in these.Keys.Where(IsVerdict).Select(fact => (fact.What, fact.Name)).Distinct())
        {
            if (!those.Keys.Any(fact => fact.What == what && fact.Name == name))
            {
                var (count, examples) = _changed.TryGetValue((what, name, newly), out var known) ? known : (0, []);
                if (examples.Count < MaxExamples)
                {
                    examples.Add(ticketId);
                }

                _changed[(what, name, newly)] = (count + 1, examples);
            }
        }
    }

    private static bool IsVerdict(PromiseFact fact) => fact.What is PromiseFactKind.Breached or PromiseFactKind.Decided;

    private ChangedCases Changed(PromiseFactKind what, string name, bool newly) =>
        _changed.TryGetValue((what, name, newly), out var changed) ? new(changed.Count, [.. changed.Examples]) : new(0, []);

    private IEnumerable<string> Names(params ReadOnlySpan<PromiseFactKind> kinds)
    {
        var asked = kinds.ToArray();
        return _facts.Keys.Where(fact => asked.Contains(fact.What)).Select(fact => fact.Name).Distinct(StringComparer.Ordinal);
    }

    private ClockTally Clock(string name, Func<(int Was, int WouldBe), int> side) => new(
        Sum(PromiseFactKind.Activated, name, side),
        Details(PromiseFactKind.Warned, name, side).ToImmutableSortedDictionary(detail => detail.Detail, detail => detail.Count),
        Sum(PromiseFactKind.Breached, name, side));

    private DeadlineTally Deadline(string name, Func<(int Was, int WouldBe), int> side) => new(
        Sum(PromiseFactKind.Decided, name, side),
        Details(PromiseFactKind.Decided, name, side).ToImmutableSortedDictionary(detail => ((DeadlineEffect)detail.Detail).ToString(), detail => detail.Count, StringComparer.Ordinal));

    private int Sum(PromiseFactKind what, string name, Func<(int Was, int WouldBe), int> side) => Details(what, name, side).Sum(detail => detail.Count);

    private IEnumerable<(int Detail, int Count)> Details(PromiseFactKind what, string name, Func<(int Was, int WouldBe), int> side) => _facts
        .Where(fact => fact.Key.What == what && fact.Key.Name == name && side(fact.Value) > 0)
        .Select(fact => (fact.Key.Detail, side(fact.Value)));
}
