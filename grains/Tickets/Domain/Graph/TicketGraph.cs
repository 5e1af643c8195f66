using System.Collections.Frozen;

namespace AfterSales.Tickets;

/// <summary>
/// The one definition of what is possible: decisions, allowed actions, the graph of a case, the documents and the tests read it.
/// </summary>
internal static class TicketGraph
{
    /// <summary>Commands a case may have; after that only the system and what brings the case to its end (architecture.md section 3).</summary>
    public const int MaxCommands = 2_000;

    private static readonly int StepCount = Enum.GetValues<TicketStep>().Length;

    private static readonly ImmutableArray<ImmutableArray<Transition>> ByKindAndStep =
    [
        .. from kind in Enum.GetValues<TicketKind>()
           from step in Enum.GetValues<TicketStep>()
           select TransitionTable.Rows.Where(row => row.Kinds.Contains(kind) && row.From.Contains(step)).ToImmutableArray(),
    ];

    private static readonly FrozenDictionary<string, Roles> RolesByAction =
        TransitionTable.Rows.GroupBy(row => row.Action)
            .ToFrozenDictionary(rows => rows.Key, rows => rows.Aggregate(Roles.None, (roles, row) => roles | row.Roles));

    /// <summary>Everybody who may take the action in some step.</summary>
    public static Roles RolesOf(string action) => RolesByAction.GetValueOrDefault(action);

    /// <summary>The row under which the caller may take the action now; null when he may not.</summary>
    public static Transition? Find(TicketState state, string action, DecisionContext context)
    {
        foreach (var row in From(state))
        {
            if (row.Action == action && context.Caller.HasAny(row.Roles) && IsPossible(row, state, context))
            {
                return row;
            }
        }

        return null;
    }

    /// <summary>What can happen next, whoever does it.</summary>
    public static IEnumerable<Transition> Possible(TicketState state, DecisionContext context) => From(state).Where(row => IsPossible(row, state, context));

    /// <summary>What this caller may do now, in the order of the table.</summary>
    public static ImmutableArray<string> AllowedActions(TicketState state, DecisionContext context)
    {
        var actions = ImmutableArray.CreateBuilder<string>();
        foreach (var row in From(state))
        {
            if (!row.BySilence && context.Caller.HasAny(row.Roles) && IsPossible(row, state, context) && !actions.Contains(row.Action))
            {
                actions.Add(row.Action);
            }
        }

        return actions.ToImmutable();
    }

    private static ImmutableArray<Transition> From(TicketState state) => ByKindAndStep[((int)state.Kind * StepCount) + (int)state.Step];

    private static bool IsPossible(Transition row, TicketState state, DecisionContext context) =>
        (state.Commands < MaxCommands || row.Closing || context.Caller.HasAny(Roles.System)) && (row.When is null || row.When(state, context));
}
