using AfterSales.Deadlines;
using AfterSales.Sla;
using AfterSales.Streams;

namespace AfterSales.Tickets;

/// <summary>What a question about a case's promises was answered, and what the case was when the answer changed it.</summary>
/// <param name="Answer">The answer, or why there is none.</param>
/// <param name="Before">The state before the row that was written; null when nothing changed.</param>
internal readonly record struct PromiseStep<T>(Outcome<T> Answer, TicketState? Before);

/// <summary>
/// What the wheel and an extension ask of a case, between the pure domain and the log. Decided on the newest row or refused by the log: a question may be
/// repeated, and what is due takes effect once.
/// </summary>
internal sealed class PromiseDesk(Guid ticketId, EventStream<TicketState, TicketEvent, TicketFold> stream, TicketGrainServices services)
{
    public async Task<PromiseStep<DueFacts>> Fire()
    {
        if (await stream.TryEnsureCurrent() is null && DueDecider.Next(stream.State) > services.Stream.Clock.Now)
        {
            // Not due here: the wheel's process may know of a business time that this one has not followed yet.
            await services.Stream.Clock.CatchUp();
        }

        return await Run(Due, state => new DueFacts(ticketId, stream.Version, NextDue(state)), CommandId.New());
    }

    public Task<PromiseStep<ExtensionAnswer>> Extend(DeadlineExtension extension) =>
        Run((state, context) => new DecidedRow(ExtensionDecider.Extend(state, extension, context)), state => new ExtensionAnswer(ExtensionDecider.Has(state, extension.Id)), CommandId.New());

    public Task<PromiseStep<ExtensionAnswer>> Undo(Guid extensionId) =>
        Run((state, context) => new DecidedRow(ExtensionDecider.Undo(state, extensionId, context)), state => new ExtensionAnswer(ExtensionDecider.HasUndone(state, extensionId)), CommandId.New());

    private DecidedRow Due(TicketState state, DecisionContext context) =>
        services.Adoption.IsTooEarlyFor(state, context.Now) ? new DecidedRow([]) : DueDecider.Decide(state, context);

    /// <summary>A case that is to be adopted comes back when this process may do so.</summary>
    private DateTimeOffset? NextDue(TicketState state) =>
        services.Adoption.IsTooEarlyFor(state, services.Stream.Clock.Now) ? services.Adoption.From : DueDecider.Next(state);

    private async Task<PromiseStep<T>> Run<T>(
        Func<TicketState, DecisionContext, DecidedRow> decide, Func<TicketState, T> answer, CommandId commandId)
    {
        TicketState? before = null;
        var outcome = await stream.Run(
            (state, at) =>
            {
                var row = decide(state, services.Decision(at, Caller.System));
                before = row.Events.IsEmpty ? null : state;
                return Decision<TicketState, TicketEvent, T>.Accept(row.Events, answer, row.After);
            },
            new RowOrigin(Caller.System.Subject, commandId, Lane: Log.AppendLane.System));
        return new PromiseStep<T>(outcome, outcome.Succeeded ? before : null);
    }
}
