using AfterSales.Tickets;

namespace AfterSales.Policies;

/// <summary>One thing a promise did.</summary>
/// <param name="What">What it was.</param>
/// <param name="Name">Of the clock, or of the deadline's rule.</param>
/// <param name="Detail">Percent of a warning; the effect of a deadline by its number.</param>
internal readonly record struct PromiseFact(PromiseFactKind What, string Name, int Detail = 0);

internal enum PromiseFactKind { Activated, Warned, Breached, Decided }

/// <summary>
/// What the promises of one case did within a period. Counted by when it fell due, not by when somebody noticed: a wheel that fired a second late must not
/// look like another policy.
/// </summary>
internal sealed class PromiseTally(DateTimeOffset from, DateTimeOffset to)
{
    private readonly Dictionary<PromiseFact, int> _facts = [];

    public IReadOnlyDictionary<PromiseFact, int> Facts => _facts;

    /// <param name="before">The case before the row.</param>
    /// <param name="events">The row.</param>
    /// <param name="at">When it was written.</param>
    public void Count(TicketState before, ImmutableArray<TicketEvent> events, DateTimeOffset at)
    {
        foreach (var stored in events)
        {
            switch (stored)
            {
                case SlaActivated activated:
                    foreach (var start in activated.Clocks.OrEmpty())
                    {
                        Add(new(PromiseFactKind.Activated, start.Clock), at);
                    }

                    break;
                case SlaWarned warned:
                    Add(new(PromiseFactKind.Warned, warned.Clock, warned.Percent), DueOf(before, warned) ?? at);
                    break;
                case SlaBreached breached:
                    Add(new(PromiseFactKind.Breached, breached.Clock), breached.Due);
                    break;
                case DeadlineExpired expired:
                    Add(new(PromiseFactKind.Decided, expired.Rule, (int)expired.Effect), expired.Due);
                    break;
            }
        }
    }

    private static DateTimeOffset? DueOf(TicketState before, SlaWarned warned)
    {
        foreach (var clock in before.Clocks)
        {
            if (clock.Name == warned.Clock)
            {
                var index = clock.Terms.Warnings.IndexOf(warned.Percent);
                return index >= 0 && clock.IsRunning ? clock.WarningAt(index) : null;
            }
        }

        return null;
    }

    private void Add(PromiseFact fact, DateTimeOffset at)
    {
        if (at >= from && at <= to)
        {
            _facts[fact] = _facts.GetValueOrDefault(fact) + 1;
        }
    }
}
