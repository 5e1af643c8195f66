using System.Globalization;
using AfterSales.LoadTests.Driving.Wire;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Workload;
using AfterSales.LoadTests.Workload.Shop;
using AfterSales.LoadTests.Workload.Stories;

namespace AfterSales.LoadTests.Driving.Cases;

/// <summary>
/// One case from its arrival on, seen by its customer: he opens it, looks how it is going, and acts when it is his turn. What nobody of the shop is given (the carrier's
/// reports) is done here too; without agents also what the shop does, by whoever has the role.
/// </summary>
internal sealed class CaseRun(CaseDesk desk, int number)
{
    /// <summary>A case that was refused so often has gone another way than its people think.</summary>
    private const int MaxRefusals = 6;

    private readonly CaseDraft _draft = desk.Stories.Draft(number);
    private readonly int[] _customerVisits = new int[Steps.All.Length];
    private readonly int[] _staffVisits = new int[Steps.All.Length];
    private int _commands;
    private int _refusals;
    private bool _inspected;
    private string? _deliveredIn;
    private Task _looking = Task.CompletedTask;

    private ApiCaller Customer => ApiCaller.Customer(_draft.Customer);

    private bool StaffIsHere => desk.Plan.Agents == 0;

    public async Task Run(long arrival)
    {
        var open = new ApiCall("open", HttpMethod.Post, "/v1/tickets", Customer)
        {
            Key = NextKey(), Body = desk.Stories.Opening(_draft), WantsCase = true, Arrives = true, MayBeRefused = _draft.MayBeRefused,
        };
        var opened = await desk.Caller.Run(open, arrival);
        if (opened is not { Succeeded: true, Answer.Case: { } facts })
        {
            return;
        }

        await using var watch = CaseWatch.Of(desk, number, facts.Id, Customer);
        var following = Follow(await Triage(facts, opened.Answered), watch);
        await following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(following, _looking);
    }

    private async Task Follow((CaseFacts Facts, long At) seen, CaseWatch watch)
    {
        while (_refusals < MaxRefusals && !desk.Stopping.IsCancellationRequested)
        {
            // Repaired goods travel without a parcel of their own: that they arrived is known to whoever reported it.
            var facts = seen.Facts.Step == _deliveredIn ? seen.Facts with { Delivered = true } : seen.Facts;
            _inspected |= facts.Step == Steps.AwaitingInspection;
            if (Next(facts) is { } next)
            {
                seen = await Do(next, seen);
            }
            else if (Turns.Of(facts) != Turn.Over)
            {
                seen = await watch.Changed(facts, seen.At);
            }
            else if (facts.Step != Steps.Closed || !_inspected)
            {
                return;
            }
            else
            {
                // The dispute was lost and the goods may still be with the shop: the warehouse knows.
                seen = StaffIsHere && !facts.OwesGoods ? await Look(seen, desk.Staff(ShopRoles.Warehouse, number)) : await watch.Changed(facts, seen.At);
                if (StaffIsHere && !seen.Facts.OwesGoods)
                {
                    return;
                }
            }
        }
    }

    private (Move Move, ApiCaller Who)? Next(CaseFacts facts)
    {
        var step = Steps.IndexOf(facts.Step);
        if (step < 0)
        {
            return null;
        }

        if (Turns.Of(facts) != Turn.Carrier && desk.Stories.Customer(_draft, facts, _customerVisits[step]) is { } own)
        {
            _customerVisits[step]++;
            return (own, Customer);
        }

        var theirs = Turns.Of(facts) == Turn.Carrier || (StaffIsHere && (Turns.Of(facts) == Turn.Staff || facts.OwesGoods));
        if (!theirs || desk.Stories.Staff(_draft, facts, _staffVisits[step]) is not { } move)
        {
            return null;
        }

        _staffVisits[step]++;
        return (move, desk.Staff(move.Role, number));
    }

    private async Task<(CaseFacts Facts, long At)> Do((Move Move, ApiCaller Who) next, (CaseFacts Facts, long At) seen)
    {
        var due = seen.At + desk.Stories.Think(number, seen.Facts, _commands, "think");
        if (next.Who.Role != ShopRoles.Customer)
        {
            // Nobody of the shop waits for what its customer reads: each acts when it is due, however slowly the other is answered.
            _looking = Task.WhenAll(_looking, LookMeanwhile(seen, due));
        }

        var result = await desk.Act(seen.Facts.Id, next.Move, next.Who, NextKey(), due);
        if (result is { Succeeded: true, Answer.Case: { } facts })
        {
            _deliveredIn = next.Move.Action == "report-delivery" ? facts.Step : null;

            // Received for repair: the case stays where it is, and it is the workshop's turn.
            var repair = next.Move.Action == "confirm-receipt" && facts.Step == Steps.AwaitingInspection;
            return (facts with { MayStartRepair = repair || facts.MayStartRepair }, result.Answered);
        }

        _refusals++;
        return await Look((seen.Facts, result.Answered), Customer);
    }

    /// <summary>While the shop thinks, its customer asks how it is going; now and then somebody looks at a list or at what happened so far.</summary>
    private async Task LookMeanwhile((CaseFacts Facts, long At) seen, long due)
    {
        var look = Dice.Of(desk.Plan.Seed, "look").At(number).At(_commands);
        var when = seen.At + ((due - seen.At) / 2);
        switch (look.Below(20))
        {
            case < 9:
                await desk.Read(seen.Facts.Id, Customer, when, seen.Facts.Version);
                break;
            case 9:
                await desk.Caller.Run(new ApiCall("list", HttpMethod.Get, $"/v1/tickets?customer={_draft.Customer}&limit=20", Customer), when);
                break;
            case 10:
                await desk.Caller.Run(new ApiCall("timeline", HttpMethod.Get, $"{CaseDesk.PathOf(seen.Facts.Id)}/timeline", Customer), when);
                break;
            default:
                break;
        }
    }

    private async Task<(CaseFacts Facts, long At)> Look((CaseFacts Facts, long At) seen, ApiCaller who)
    {
        var read = await desk.Read(seen.Facts.Id, who, seen.At, seen: null);
        return (read.Answer.Case ?? seen.Facts, read.Answered);
    }

    private async Task<(CaseFacts Facts, long At)> Triage(CaseFacts facts, long at)
    {
        if (desk.Stories.Triage(number) is not { } move)
        {
            return (facts, at);
        }

        var done = await desk.Act(facts.Id, move, desk.Staff(move.Role, number), NextKey(), at);
        return (done.Answer.Case ?? facts, done.Answered);
    }

    private string NextKey() => string.Create(CultureInfo.InvariantCulture, $"{desk.Plan.Run}-{number}-{_commands++}");
}
