#if ORLEANS
using AfterSales.Tickets;

namespace AfterSales.LoadTests.Compare.Stock;

/// <summary>The case as Orleans' own documentation would have it: <c>IPersistentState</c> on the ADO.NET provider, one write per command.</summary>
[Alias("aftersales.bench.IStockCaseGrain")]
internal interface IStockCaseGrain : IGrainWithGuidKey
{
    [Alias("Open")]
    Task<StockAnswer> Open(StockOpen open);

    [Alias("Act")]
    Task<StockAnswer> Act(StockAct act);
}

/// <summary>Has neither routing nor promises nor lists: it is measured for what a durable command costs, and that in its favour.</summary>
internal sealed class StockCaseGrain(
    [PersistentState("case", StockSilo.Storage)] IPersistentState<StockCase> state) : Grain, IStockCaseGrain
{
    private const long Price = 1_250;

    public async Task<StockAnswer> Open(StockOpen open)
    {
        if (!state.State.Seen.Contains(open.CommandId))
        {
            state.State.Step = TicketStep.UnderReview;
            (state.State.Number, state.State.CustomerId, state.State.OrderId, state.State.LineId) = (open.Number, open.CustomerId, open.OrderId, open.LineId);
            (state.State.Subject, state.State.Description) = (open.Subject, open.Description);
            await Write(open.CommandId, "opened");
        }

        return Answer();
    }

    public async Task<StockAnswer> Act(StockAct act)
    {
        if (!state.State.Seen.Contains(act.CommandId))
        {
            if (!act.From.Contains(state.State.Step))
            {
                throw new InvalidOperationException($"{act.Name} is not possible in {state.State.Step}.");
            }

            state.State.Step = act.To;
            state.State.Approved = act.Name == "approved" ? act.Approved ?? Price : state.State.Approved;
            state.State.Refunded += act.Refunded ?? 0;
            state.State.Tracking = act.Tracking ?? state.State.Tracking;
            await Write(act.CommandId, act.Name);
        }

        return Answer();
    }

    private Task Write(Guid commandId, string what)
    {
        state.State.Version++;
        state.State.UpdatedAt = DateTimeOffset.UtcNow;
        state.State.Seen.Add(commandId);
        state.State.History.Add($"{state.State.UpdatedAt:O} {what}");
        return state.WriteStateAsync();
    }

    private StockAnswer Answer() => new(state.State.Step, state.State.Approved);
}
#endif
