namespace AfterSales.Tickets;

internal sealed partial class TicketFold
{
    /// <summary>Name of the triage rule of a priority that a person set.</summary>
    private const string ByHand = "by-hand";

    /// <summary>Name of the triage rule of a priority that a warning or a breach raised.</summary>
    private const string ByLadder = "escalation";

    /// <summary>A case that is asked and answered for ever must not grow for ever: the oldest steps but the first give way.</summary>
    private const int MaxPassed = 64;

    private static ImmutableArray<PassedStep> Pass(ImmutableArray<PassedStep> passed, TicketStep to, DateTimeOffset at) =>
        (passed.Length < MaxPassed ? passed : passed.RemoveAt(1)).Add(new PassedStep(to, at));

    /// <summary>Currencies, rules and addresses come from few policies: a hundred thousand cases in memory share their strings.</summary>
    private static string Shared(string fromPolicy) => SharedText.Of(fromPolicy);

    private static Money? Shared(Money? money) => money is { } amount ? amount with { Currency = Shared(amount.Currency) } : null;

    /// <summary>
    /// Whoever works for the shop and acts on the matter: the first agent becomes accountable, and the assignee's first action is remembered.
    /// </summary>
    private static (string? Owner, TicketAssignment? Held) Own(TicketState state, TicketEvent stored, string actor)
    {
        if (stored is Unchanged or IRoutingEvent or IPromiseEvent || stored.By is Roles.None or Roles.System)
        {
            return (state.Owner, state.Assignment);
        }

        var held = state.Assignment is { Acted: false } work && work.Agent == actor ? work with { Acted = true } : state.Assignment;
        return (state.Owner is null && (stored.By & (Roles.Agent | Roles.Lead)) != 0 ? Shared(actor) : state.Owner, held);
    }
}
