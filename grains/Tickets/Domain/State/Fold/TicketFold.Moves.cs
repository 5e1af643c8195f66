namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    /// <summary>Name of the triage rule of a priority that a person set.</summary>
    private const string ByHand = "by-hand";

    /// <summary>Name of the triage rule of a priority that a warning or a breach raised.</summary>
    private const string ByLadder = "escalation";

    /// <summary>A case that is asked and answered for ever must not grow for ever: the oldest steps but the first give way.</summary>
    private const int MaxPassed = 64;

    private static TicketState Move(TicketState state, TicketStep to, DateTimeOffset at)
    {
        var waits = to is TicketStep.AwaitingCustomer or TicketStep.CounterOffered;
        var passed = state.Passed.Length < MaxPassed ? state.Passed : state.Passed.RemoveAt(1);
        // Every deadline is of its step.
        return state with { Deadline = null, Step = to, Origin = waits ? state.Step : null, Passed = passed.Add(new PassedStep(to, at)) };
    }

    /// <summary>Currencies, rules and addresses come from few policies: a hundred thousand cases in memory share their strings.</summary>
    private static string Shared(string fromPolicy) => SharedText.Of(fromPolicy);

    private static Money? Shared(Money? money) => money is { } amount ? amount with { Currency = Shared(amount.Currency) } : null;

    /// <summary>
    /// Whoever works for the shop and acts on the matter: the first agent becomes accountable, and the assignee's first action is remembered.
    /// </summary>
    private static TicketState Own(TicketState state, TicketEvent stored, string actor)
    {
        if (stored is Unchanged or IRoutingEvent or IPromiseEvent || stored.By is Roles.None or Roles.System)
        {
            return state;
        }

        if (state.Assignment is { Acted: false } held && held.Agent == actor)
        {
            state = state with { Assignment = held with { Acted = true } };
        }

        return state.Owner is null && (stored.By & (Roles.Agent | Roles.Lead)) != 0 ? state with { Owner = Shared(actor) } : state;
    }
}
