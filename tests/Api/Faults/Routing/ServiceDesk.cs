using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Xunit;

namespace AfterSales.Tests.Api.Faults.Routing;

/// <summary>Customers who open cases and twenty agents who finish them one after the other, all through the API, whatever happens to the processes.</summary>
internal sealed class ServiceDesk(Cluster cluster)
{
    public const int Agents = 20;
    public const int Capacity = 100;

    private const int Backlog = 150;
    private const int Doors = 3;

    private static readonly TimeSpan BetweenArrivals = TimeSpan.FromMilliseconds(80);
    private static readonly TimeSpan BetweenCases = TimeSpan.FromMilliseconds(150);

    private readonly ConcurrentDictionary<Guid, string> _opened = [];
    private volatile bool _closed;
    private volatile bool _left;
    private int _finished;
    private Task _arrivals = Task.CompletedTask;
    private Task _work = Task.CompletedTask;

    public int Finished => Volatile.Read(ref _finished);

    /// <summary>Cases whose opening was acknowledged.</summary>
    public ICollection<Guid> Opened => _opened.Keys;

    public static string AgentId(int agent) => $"kill-agent-{agent}";

    public async Task Open()
    {
        // Everybody signs in at once: without the ramp-up the queue drains at full speed.
        await Expect(cluster.Put("/v1/policies/routing", "admin", new JsonObject { ["rampUpSeconds"] = 0 }));
        await Task.WhenAll(Enumerable.Range(0, Agents).Select(SignIn));
        await Task.WhenAll(Enumerable.Range(0, Backlog).Select(n => OpenCase($"backlog-{n}")));
        _arrivals = Task.WhenAll(Enumerable.Range(0, Doors).Select(Arrive));
        _work = Task.WhenAll(Enumerable.Range(0, Agents).Select(Work));
    }

    public Task StopArrivals()
    {
        _closed = true;
        return _arrivals;
    }

    public Task StopWork()
    {
        _left = true;
        return _work;
    }

    private async Task SignIn(int agent)
    {
        var id = AgentId(agent);
        await Expect(cluster.Put($"/v1/agents/{id}", "admin", new JsonObject { ["name"] = $"Agent {agent}", ["capacity"] = Capacity }));
        await Expect(cluster.Post($"/v1/agents/{id}/presence", $"agent:{id}", new JsonObject { ["presence"] = "Online" }, $"in-{agent}"));
    }

    private async Task OpenCase(string name)
    {
        var body = new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = name, ["description"] = "Load." };
        var opened = await Expect(cluster.Post("/v1/tickets", $"customer:{name}", body, name));
        _opened[opened.Id] = name;
    }

    private async Task Arrive(int door)
    {
        using var timer = new PeriodicTimer(BetweenArrivals);
        for (var n = 0; !_closed; n++)
        {
            await timer.WaitForNextTickAsync();
            await OpenCase($"door-{door}-{n}");
        }
    }

    private async Task Work(int agent)
    {
        var (id, role) = (AgentId(agent), $"agent:{AgentId(agent)}");
        using var timer = new PeriodicTimer(BetweenCases);
        while (!_left)
        {
            await timer.WaitForNextTickAsync();
            var work = await Expect(cluster.Get($"/v1/agents/{id}/work", role));
            var next = work.Body!["tickets"]!.AsArray().FirstOrDefault(ticket => ticket!["active"]!.GetValue<bool>());
            if (next is not null)
            {
                await Finish(next["ticketId"]!.GetValue<Guid>(), role);
            }
        }
    }

    private async Task Finish(Guid ticket, string role)
    {
        // What the agent is shown may be a moment old: a case that he has finished already refuses.
        await Act(ticket, "approve", role, []);
        if (await Act(ticket, "resolve", role, new JsonObject { ["summary"] = "Done." }))
        {
            Interlocked.Increment(ref _finished);
        }
    }

    private async Task<bool> Act(Guid ticket, string action, string role, JsonObject body)
    {
        var answer = await cluster.Post($"/v1/tickets/{ticket}/actions/{action}", role, body, $"{action}-{ticket}");
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Conflict, $"{action}: {answer}");
        return answer.Status == HttpStatusCode.OK && !answer.Replayed;
    }

    private static async Task<Fixtures.ApiAnswer> Expect(Task<Fixtures.ApiAnswer> sending)
    {
        var answer = await sending;
        Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created, answer.ToString());
        return answer;
    }
}
