using AfterSales.Agents.Domain;
using AfterSales.Streams;

namespace AfterSales.Agents;

/// <summary>What time brings: offers nobody answers, leases that end, work that goes back.</summary>
internal sealed partial class AgentDesk
{
    /// <summary>So many cases are asked in one tick; the others wait a second more.</summary>
    private const int MaxAsked = 16;

    /// <summary>Whether there is anything to look after. As long as the stream could not be read nobody knows, so it is tried again.</summary>
    public bool IsPending => !_stream.IsLoaded || ReturnRules.IsPending(State, _seen, Policy);

    public async Task Tick()
    {
        if (await Run((state, at) => (null, OfferDecider.Expire(state, at)), RowOrigin.System()) is { } failure)
        {
            AgentLog.TickFailed(_logger, _agentId, failure.Code);
            return;
        }

        await Settle();
        SendReturns();
    }

    /// <summary>After a case's answer its assignment stands or never will; only then the units are free.</summary>
    private async Task Settle()
    {
        var ended = _leases.Ended(State.Held, _seen).Take(MaxAsked).ToList();
        var answers = await Task.WhenAll(ended.Select(held =>
        {
            AgentLog.LeaseEnded(_logger, _agentId, held.AssignmentId, held.TicketId);
            return _tickets.Ask(held.TicketId, held.AssignmentId, held.Round, _seen.Version(held));
        }));
        for (var i = 0; i < ended.Count; i++)
        {
            if (answers[i].Succeeded)
            {
                await Take(answers[i].Value!, verified: true);
            }

            if (State.Held.FindAssignment(ended[i].AssignmentId) is { } still && !_seen.Confirm(still))
            {
                _leases.Retry(still.AssignmentId);
            }
        }
    }

    private void SendReturns()
    {
        if (_stream.IsLoaded)
        {
            _returns.Send(ReturnRules.Due(State, _seen, Policy, _services.Stream.Clock.Now));
        }
    }
}
