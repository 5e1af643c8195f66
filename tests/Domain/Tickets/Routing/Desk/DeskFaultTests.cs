using AfterSales.Log.InMemory;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Two activations of one case on a log that by seed fails, or commits and loses the answer. What was once said must stay true.</summary>
#pragma warning disable CA5394 // Repeatable by seed is the point; nothing here is a secret.
public sealed class DeskFaultTests
{
    private static readonly LogFaultRates Often = new()
    {
        OverloadPerMille = 50, FailPerMille = 50, ZombiePerMille = 50, LoseAnswerPerMille = 150, LoseRowPerMille = 100, DelayPerMille = 0,
    };

    private readonly Dictionary<Guid, AssignmentRequest> _asked = [];
    private readonly List<(Guid Id, int Version)> _refused = [];
    private readonly HashSet<Guid> _granted = [];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 200)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task A_refusal_is_final_and_an_assignment_is_made_once(int seed)
    {
        var random = new Random(seed);
        var log = new InMemoryEventLog(TimeProvider.System, new OpenFirst(new SeededFaultPlan(seed, Often)));
        await new Desk(log).Opened();
        Desk[] desks = [new Desk(log), new Desk(log)];
        for (var i = 0; i < 60; i++)
        {
            await Step(desks[random.Next(2)], random, i);
            if (random.Next(10) == 0)
            {
                desks[random.Next(2)] = new Desk(log);
            }
        }

        var rows = await log.Read(Samples.TicketId, 0, int.MaxValue, int.MaxValue);
        var assigned = rows
            .SelectMany(row => TicketCodec.Instance.Decode(row.Data.Span, row.Personal).OfType<Assigned>().Select(stored => (stored.AssignmentId, row.Seq)))
            .ToDictionary(stored => stored.AssignmentId, stored => stored.Seq);
        Assert.Empty(_granted.Except(assigned.Keys));
        Assert.DoesNotContain(_refused, refused => assigned.TryGetValue(refused.Id, out var seq) && seq > refused.Version);
        Assert.NotEmpty(_refused);
        Assert.NotEmpty(_granted);
    }

    private async Task Step(Desk desk, Random random, int number)
    {
        var facts = (await desk.Routing.Read()).Facts.Value!;
        switch (random.Next(6))
        {
            case 0 when _asked.Count > 0:
                var (id, asked) = _asked.ElementAt(random.Next(_asked.Count));
                Note(id, (await desk.Routing.ConfirmOrVoid(id, asked.Round, 0)).Facts);
                break;
            case 1 when facts.Assigned is { } held:
                await desk.Routing.Return(held.AssignmentId, ReturnReason.AgentAway, 0);
                break;
            case 2 when _asked.Count > 0:
                var (again, repeated) = _asked.ElementAt(random.Next(_asked.Count));
                Note(again, (await desk.Routing.Assign(repeated)).Facts);
                break;
            default:
                var request = Samples.Assignment(facts.Waiting?.Round ?? facts.Version, $"a-{number}", number + 1);
                _asked[request.AssignmentId] = request;
                Note(request.AssignmentId, (await desk.Routing.Assign(request)).Facts);
                break;
        }
    }

    /// <summary>No answer says nothing. One that does not name the assignment says that it will never be made any more.</summary>
    private void Note(Guid id, Outcome<RoutingFacts> facts)
    {
        if (!facts.Succeeded)
        {
            return;
        }

        if (facts.Value.Assigned?.AssignmentId == id)
        {
            _granted.Add(id);
        }
        else
        {
            _refused.Add((id, facts.Value.Version));
        }
    }

    /// <summary>The opening itself always succeeds.</summary>
    private sealed class OpenFirst(ILogFaultPlan plan) : ILogFaultPlan
    {
        public AppendFate Next(AfterSales.Log.LogRow row) => row.Seq == 1 ? default : plan.Next(row);
    }
}
