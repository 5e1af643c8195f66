using System.Collections.Concurrent;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>What one definition promises at one priority. Equal terms are one object, in every case and in the compiled policy.</summary>
/// <param name="Name">Of the definition.</param>
/// <param name="Type">SLA or OLA.</param>
/// <param name="Target">Seconds.</param>
/// <param name="Calendar">In whose working time they count; null: around the clock.</param>
/// <param name="Warnings">Percents of the target, in order.</param>
internal sealed record ClockTerms(string Name, SlaType Type, int Target, string? Calendar, ImmutableArray<int> Warnings)
{
    /// <summary>Kinds of terms differ by policy version and priority only; beyond this number they are no longer shared.</summary>
    private const int MaxShared = 20_000;

    private static readonly ConcurrentDictionary<ClockTerms, ClockTerms> Pool = new();

    /// <summary>What a stored event without warnings means; never changes.</summary>
    public static ImmutableArray<int> UsualWarnings { get; } = [50, 75, 90];

    public static ClockTerms Shared(ClockTerms terms)
    {
        if (Pool.TryGetValue(terms, out var known))
        {
            return known;
        }

        return Pool.Count < MaxShared ? Pool.GetOrAdd(terms, terms) : terms;
    }

    /// <summary>How much is consumed when this warning is due: whole seconds, so that stored instants are exact.</summary>
    public TimeSpan Mark(int percent) => TimeSpan.FromSeconds((long)Target * percent / 100);

    public bool Equals(ClockTerms? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && Target == other.Target
            && Type == other.Type
            && Name == other.Name
            && Calendar == other.Calendar
            && Warnings.AsSpan().SequenceEqual(other.Warnings.AsSpan()));

    public override int GetHashCode() => HashCode.Combine(Name, Target, Type, Calendar, Warnings.Length);
}
