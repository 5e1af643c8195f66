using AfterSales.Agents;
using AfterSales.Tickets;

namespace AfterSales.Hosting.Demo;

/// <summary>One agent of the demo desk: looks at his work, thinks a few seconds about each case, answers and resolves it.</summary>
internal sealed class DemoAgent(IGrainFactory grains, TimeProvider time, string id)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Thinks = TimeSpan.FromSeconds(6);

    private readonly Caller _caller = new("aftersales", id, Roles.Agent);
    private readonly Dictionary<Guid, long> _seen = [];

    public async Task Work(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await Task.Delay(LookEvery, time, stopping);
            try
            {
                var work = await grains.GetGrain<IAgentGrain>(id).GetWork(Context());
                foreach (var ticket in work.Succeeded ? work.Value.Tickets.Where(ticket => ticket.Active) : [])
                {
                    await Advance(ticket.TicketId);
                }
            }
            catch (Exception) when (!stopping.IsCancellationRequested)
            {
                // A silo went, or the database: the work is still his and is looked at again.
            }
        }
    }

    private async Task Advance(Guid ticketId)
    {
        if (!_seen.TryGetValue(ticketId, out var since))
        {
            _seen[ticketId] = time.GetTimestamp();
            return;
        }

        // Some cases take longer than others, the same ones every time.
        if (time.GetElapsedTime(since) < Thinks * (0.5 + (ticketId.GetHashCode() & 7) / 8.0))
        {
            return;
        }

        var ticket = grains.GetGrain<ITicketGrain>(ticketId);
        var shown = await ticket.Get(Context());
        TicketCommand? next = shown.Value?.Step switch
        {
            TicketStep.UnderReview => new Approve(),
            TicketStep.InDialogue => new Resolve("Answered by the demo desk."),
            _ => null,
        };
        if (next is not null && (await ticket.Execute(next, Context())) is { Succeeded: true, Value.Ticket.Step: TicketStep.Resolved })
        {
            _seen.Remove(ticketId);
        }
    }

    private CallContext Context() => new(_caller, CommandId.New());
}
