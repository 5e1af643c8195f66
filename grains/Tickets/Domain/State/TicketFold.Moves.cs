namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    /// <summary>Name of the triage rule of a priority that a person set.</summary>
    private const string ByHand = "by-hand";

    /// <summary>A case that is asked and answered for ever must not grow for ever: the oldest steps but the first give way.</summary>
    private const int MaxPassed = 64;

    private static TicketState Move(TicketState state, TicketStep to, DateTimeOffset at)
    {
        var waits = to is TicketStep.AwaitingCustomer or TicketStep.CounterOffered;
        var passed = state.Passed.Length < MaxPassed ? state.Passed : state.Passed.RemoveAt(1);
        return state with { Step = to, Origin = waits ? state.Step : null, Passed = passed.Add(new PassedStep(to, at)) };
    }

    /// <summary>Currencies, rules and addresses come from few policies: a hundred thousand cases in memory share their strings.</summary>
    private static string Shared(string fromPolicy) => string.Intern(fromPolicy);

    private static Money? Shared(Money? money) => money is { } amount ? amount with { Currency = Shared(amount.Currency) } : null;

    private static TicketState Own(TicketState state, TicketEvent stored, string actor)
    {
        if ((stored.By & (Roles.Agent | Roles.Lead)) == 0 || stored is Unchanged)
        {
            return state;
        }

        return state.Owner is not null && state.Assignee == actor ? state : state with { Owner = state.Owner ?? actor, Assignee = actor };
    }
}
