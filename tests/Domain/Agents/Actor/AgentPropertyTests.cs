using AfterSales.Agents;
using AfterSales.Log;
using AfterSales.Routing;
using NSubstitute;
using Xunit;

namespace AfterSales.Tests.Domain.Agents;

/// <summary>
/// Random lives of an agent, by seed, among cases that judge: grants, offers, claims, pauses, returns, late and repeated facts, crashes, lost
/// answers. Whatever happened, in the end his units are the active work that the cases say he has.
/// </summary>
public sealed class AgentPropertyTests
{
    private const int Capacity = 40;

    private readonly AgentActor _agent = new();
    private readonly List<SimCase> _cases = [];
    private readonly List<ReserveRequest> _granted = [];
    private Random _random = null!;

    public static TheoryData<int> Seeds => new(Enumerable.Range(1, 60));

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Units_in_use_are_the_open_work_and_queues_never_exceed_the_capacity(int seed)
    {
        _random = new Random(seed);
        await _agent.Working(capacity: Capacity);
        for (var i = 0; i < 12; i++)
        {
            NewCase();
        }

        for (var step = 0; step < 300; step++)
        {
            if (_random.Next(12) == 0)
            {
                _agent.Log.FailNext(_random.Next(2) == 0 ? AppendStatus.Unknown : AppendStatus.Unavailable, kept: false);
            }
            else if (_random.Next(20) == 0)
            {
                _agent.Log.FailNext(AppendStatus.Unknown, kept: true);
            }

            await Step();
            await AssertHeld();
            if (step % 10 == 0)
            {
                await AssertWhole();
            }
        }

        await Settle();
        var units = _cases.Sum(one => one.UnitsOf(Staffing.Me));
        var status = await _agent.Status();
        Assert.Equal(units, status.UnitsInUse);
        Assert.Equal(
            _cases.Where(one => one.Assigned?.Agent == Staffing.Me).Select(one => one.Id).Order(),
            (await _agent.Desk.GetWork(Staffing.Lead)).Value!.Tickets.Select(work => work.TicketId).Order());
        await AssertOldFactsChangeNothing();
    }

    private async Task Step()
    {
        var one = _cases[_random.Next(_cases.Count)];
        switch (_random.Next(14))
        {
            case 0 or 1 or 2:
                await Reserve(one);
                break;
            case 3 when _granted.Count > 0:
                var late = _granted[_random.Next(_granted.Count)];
                Case(late).Assign(late.Assignment);
                break;
            case 4 when one.Assigned is { } work:
                one.Become(work with { Active = !work.Active });
                break;
            case 5 when one.Assigned is not null:
                one.Wait();
                break;
            case 6:
                one.Give(Guid.NewGuid(), _random.Next(2) == 0 ? Staffing.Me : Staffing.Other, AssignmentMode.Claim, 20);
                break;
            case 7:
                one.End();
                break;
            case 8:
                one.Next();
                break;
            case 9 or 10:
                await _agent.Desk.Observe(one.Told[_random.Next(2) == 0 ? one.Told.Count - 1 : _random.Next(one.Told.Count)]);
                break;
            case 11:
                await _agent.Desk.SetPresence((Presence)_random.Next(4), null, Staffing.Myself);
                await _agent.Desk.SetPresence(Presence.Online, null, Staffing.Myself);
                break;
            case 12:
                _agent.Wait(_random.Next(20));
                await _agent.Desk.Tick();
                break;
            case 13 when _random.Next(3) == 0:
                _agent.Crash();
                break;
        }
    }

    private async Task Reserve(SimCase one)
    {
        var mode = (AssignmentMode)_random.Next(3);
        var request = Staffing.Request(mode, _random.Next(1, 15), one.Round, one.Id);
        var before = (await _agent.Status()).UnitsInUse;
        var outcome = await _agent.Desk.Reserve(request);
        if (!outcome.Succeeded || !outcome.Value!.Granted)
        {
            // A refusal is final; what became of an unknown outcome, the lease settles.
            return;
        }

        Assert.InRange(outcome.Value.Status.UnitsInUse, 0, Math.Max(Capacity, before));
        Assert.True(outcome.Value.Status.UnitsInUse <= Capacity, "A queue was granted more than the capacity.");
        _granted.Add(request);
        var id = request.Assignment.AssignmentId;
        var answered = mode != AssignmentMode.Offer || _random.Next(3) switch
        {
            0 => (await _agent.Desk.AcceptOffer(id, Staffing.Myself)).Succeeded,
            1 => (await _agent.Desk.RejectOffer(id, null, Staffing.Myself)).Succeeded && false,
            _ => false,
        };
        if (!answered)
        {
            _granted.Remove(request);
        }
        else if (_random.Next(3) > 0 && !one.Assign(request.Assignment))
        {
            _granted.Remove(request);
            await _agent.Desk.Release(id);
        }
    }

    /// <summary>What was granted is never free before its case has left.</summary>
    private async Task AssertHeld()
    {
        var held = (await _agent.Desk.GetWork(Staffing.Lead)).Value!.Tickets.Select(work => work.AssignmentId).ToHashSet();
        Assert.All(
            _cases.Select(one => one.Assigned).Where(work => work is { Agent: Staffing.Me, Mode: AssignmentMode.Auto or AssignmentMode.Offer or AssignmentMode.Pull }),
            work => Assert.Contains(work!.AssignmentId, held));
    }

    /// <summary>The log folds to what is in memory, and the sum is the sum.</summary>
    private async Task AssertWhole()
    {
        var work = await _agent.Desk.GetWork(Staffing.Lead);
        if (work.Value is not { } view)
        {
            return;
        }

        Assert.Equal(view.UnitsInUse, view.Tickets.Where(one => one.Active).Sum(one => one.Units) + view.Offers.Sum(offer => offer.Units));
        var row = await new AgentProjector(_agent.Log, _agent.Policies).Project(StreamIds.Of(StreamKind.Agent, Staffing.Me), default);
        Assert.Equivalent(await _agent.Status(), row!.Status, strict: true);
    }

    /// <summary>The follower tells everything at last, leases end, and nobody does anything new.</summary>
    private async Task Settle()
    {
        for (var round = 0; round < 4; round++)
        {
            foreach (var one in _cases)
            {
                while (!(await _agent.Desk.Observe(one.Facts)).Succeeded)
                {
                    await _agent.Status();
                }
            }

            _agent.Wait(31);
            await _agent.Desk.Tick();
        }
    }

    private async Task AssertOldFactsChangeNothing()
    {
        var rows = _agent.Rows;
        foreach (var facts in _cases.SelectMany(one => one.Told))
        {
            await _agent.Desk.Observe(facts);
        }

        Assert.Equal(rows, _agent.Rows);
    }

    private SimCase Case(ReserveRequest request) => _cases.Single(one => one.Id == request.Assignment.TicketId);

    private void NewCase()
    {
        var one = new SimCase();
        _cases.Add(one);
        var ticket = _agent.Ticket(one.Id);
        ticket.ConfirmOrVoidAssignment(default, default, default).ReturnsForAnyArgs(call =>
            Task.FromResult<Outcome<RoutingFacts>>(one.ConfirmOrVoid(call.ArgAt<Guid>(0), call.ArgAt<int>(1))));
        ticket.Return(default, default, "", default).ReturnsForAnyArgs(call =>
        {
            if (one.Assigned is { } work && work.AssignmentId == call.ArgAt<Guid>(0))
            {
                one.Wait();
            }

            return Task.CompletedTask;
        });
    }
}
