using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AfterSales.LoadTests.Driving.Cases;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Agents;

/// <summary>
/// One agent: is told by his live stream what he is given, looks at his list of work now and then all the same, thinks about each case, and acts as long as it is
/// his. How many cases he has in hand is the system's to bound, by his capacity.
/// </summary>
internal sealed class AgentRun(CaseDesk desk, VisitBook visits, string id)
{
    private const double LookSeconds = 3;

    /// <summary>Without a stream the list is all he has.</summary>
    private const double LookSecondsAlone = 0.5;

    private const int MaxRefusals = 3;
    private readonly ApiCaller _agent = new(id, ShopRoles.Agent);
    private readonly ConcurrentDictionary<Guid, Task> _inHand = new();
    private int _commands;
    private Exception? _failure;

    /// <summary>Returns at the end of the run. Throws when something failed that is not the system's to answer for.</summary>
    public async Task Run()
    {
        var stream = desk.Streams.TryOpen($"agents/{id}", _agent, Hear);
        try
        {
            for (var due = desk.Clock.Now; ; due = desk.Clock.Now + (long)((stream is null ? LookSecondsAlone : LookSeconds) * (0.5 + Random.Shared.NextDouble()) * 1e6))
            {
                await LookAtWork(due);
            }
        }
        catch (OperationCanceledException)
        {
            // The shift is over.
        }

        await (stream?.DisposeAsync() ?? ValueTask.CompletedTask);
        await Task.WhenAll(_inHand.Values);
        if (_failure is not null)
        {
            throw new BenchRefusedException($"An agent failed: {_failure.Message}");
        }
    }

    private void Hear(LiveMessage message)
    {
        if (message is { Type: "ticket", Ticket: { } ticket } && message.Assignee == id)
        {
            Take(ticket);
        }
    }

    private async Task LookAtWork(long due)
    {
        var work = await desk.Caller.Run(new ApiCall("work", HttpMethod.Get, $"/v1/agents/{id}/work", _agent) { Raw = true }, due);
        if (work is not { Succeeded: true, Answer.Raw: { } body })
        {
            return;
        }

        using var list = JsonDocument.Parse(body);
        foreach (var ticket in list.RootElement.GetProperty("tickets").EnumerateArray())
        {
            if (ticket.GetProperty("active").GetBoolean())
            {
                Take(ticket.GetProperty("ticketId").GetGuid());
            }
        }
    }

    private void Take(Guid ticket)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!desk.Stopping.IsCancellationRequested && _inHand.TryAdd(ticket, turn.Task))
        {
            _ = Work(ticket, desk.Clock.Now, turn);
        }
    }

    private async Task Work(Guid ticket, long told, TaskCompletionSource turn)
    {
        try
        {
            var seen = await desk.Read(ticket, _agent, told, seen: null);
            for (var refusals = 0; refusals < MaxRefusals && IsMine(seen.Answer.Case) is { } number; )
            {
                var acted = await Act(seen.Answer.Case!, number, seen.Answered);
                if (acted is not { } result)
                {
                    break;
                }

                refusals += result.Succeeded ? 0 : 1;
                seen = result.Succeeded ? result : await desk.Read(ticket, _agent, result.Answered, seen: null);
            }
        }
        catch (OperationCanceledException)
        {
            // The shift is over; the case stays his.
        }
        catch (Exception failure)
        {
            // Told at the end of the shift: one case must not end the process without a word.
            Interlocked.CompareExchange(ref _failure, failure, null);
        }
        finally
        {
            _inHand.TryRemove(ticket, out _);
            turn.SetResult();
        }
    }

    /// <summary>The number of the case when it is his and it is his turn.</summary>
    private int? IsMine(CaseFacts? facts)
    {
        if (facts is null || facts.Assignee != id)
        {
            return null;
        }

        if (Turns.IsOver(facts.Step) && !facts.OwesGoods && facts.Number is { } over)
        {
            visits.Forget(over);
        }

        return Turns.Of(facts) == Turn.Staff || facts.OwesGoods || facts.Step == Steps.Closed ? facts.Number : null;
    }

    private async Task<CallResult?> Act(CaseFacts facts, int number, long since)
    {
        var draft = desk.Stories.Draft(number);
        var visit = visits.Next(number, facts.Step);
        if (desk.Stories.Staff(draft, facts with { OwesGoods = facts.OwesGoods || facts.Step == Steps.Closed }, visit) is not { } move)
        {
            return null;
        }

        var due = since + desk.Stories.Think(number, facts, visit, "agent");
        var key = string.Create(CultureInfo.InvariantCulture, $"{id}-{number}-{Interlocked.Increment(ref _commands)}");
        return await desk.Act(facts.Id, move, new ApiCaller(id, move.Role), key, due);
    }
}
