using AfterSales.Deadlines;

namespace AfterSales.Tickets;

/// <summary>The graph of one case: steps passed, the present one, what can follow, what this caller may do now, and what happens if nobody acts.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TicketGraphView")]
public sealed record TicketGraphView(
    [property: Id(0)] TicketKind Kind,
    [property: Id(1)] TicketStep CurrentStep,
    [property: Id(2)] ImmutableArray<PassedStepView> Passed,
    [property: Id(3)] ImmutableArray<TransitionView> Next,
    [property: Id(4)] ImmutableArray<TicketStep> Path,
    [property: Id(5)] ImmutableArray<string> AllowedActions,
    [property: Id(6)] DeadlineView? Deadline = null);

[GenerateSerializer, Immutable, Alias("aftersales.PassedStepView")]
public sealed record PassedStepView([property: Id(0)] TicketStep Step, [property: Id(1)] string Label, [property: Id(2)] DateTimeOffset At);

/// <summary>An action possible in the present step, the roles that may take it and the steps it can lead to.</summary>
[GenerateSerializer, Immutable, Alias("aftersales.TransitionView")]
public sealed record TransitionView(
    [property: Id(0)] string Action,
    [property: Id(1)] ImmutableArray<string> Roles,
    [property: Id(2)] ImmutableArray<TicketStep> To,
    [property: Id(3)] bool Allowed);
