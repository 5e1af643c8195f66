namespace AfterSales.Tickets;

/// <summary>One command's rule, without its type.</summary>
internal abstract class TicketRule(string action)
{
    /// <summary>Name of the action in the API and in the graph.</summary>
    public string Action => action;

    public abstract Type CommandType { get; }

    /// <summary>The command reports what is known already; it is accepted in any step and changes nothing.</summary>
    public abstract bool IsKnown(TicketState state, TicketCommand command);

    /// <summary>What is wrong with the command itself, whatever else it needs.</summary>
    public abstract Failure? Check(TicketState state, TicketCommand command, DecisionContext context);

    public abstract Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, TicketCommand command, DecisionContext context);
}

/// <summary>A rule decides only what the graph has found possible for this caller in this step.</summary>
internal abstract class TicketRule<TCommand>(string action) : TicketRule(action)
    where TCommand : TicketCommand
{
    public sealed override Type CommandType => typeof(TCommand);

    public sealed override bool IsKnown(TicketState state, TicketCommand command) => IsKnown(state, (TCommand)command);

    public sealed override Failure? Check(TicketState state, TicketCommand command, DecisionContext context) => Check(state, (TCommand)command, context);

    public sealed override Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, TicketCommand command, DecisionContext context) =>
        Check(state, command, context) is { } failure ? failure : Decide(state, (TCommand)command, context);

    protected virtual bool IsKnown(TicketState state, TCommand command) => false;

    protected virtual Failure? Check(TicketState state, TCommand command, DecisionContext context) => null;

    /// <summary>Called only when <see cref="Check(TicketState, TCommand, DecisionContext)"/> found nothing.</summary>
    protected abstract Outcome<ImmutableArray<TicketEvent>> Decide(TicketState state, TCommand command, DecisionContext context);

    protected static Outcome<ImmutableArray<TicketEvent>> Events(params ImmutableArray<TicketEvent> events) => events;
}
