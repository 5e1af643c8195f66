using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;

namespace AfterSales.Tests.Api.Restore;

/// <summary>Clients that open and carry on cases until they are told to stop; remembers every answer in the order it came.</summary>
internal sealed class Writers(ApiClient api)
{
    private const int Clients = 6;

    private readonly ConcurrentQueue<Answered> _answers = new();
    private volatile bool _stopped;
    private Task[] _running = [];

    public IReadOnlyCollection<Answered> Answers => _answers;

    public void Start() => _running = [.. Enumerable.Range(0, Clients).Select(Work)];

    public Task Past(int answers) => Eventually.Get(() => Task.FromResult(_answers.Count), count => count >= answers, $"{answers} commands are answered");

    public async Task Stop()
    {
        _stopped = true;
        await Task.WhenAll(_running);
    }

    private async Task Work(int client)
    {
        var customer = $"customer:writer-{client}";
        for (var n = 0; !_stopped; n++)
        {
            var open = new JsonObject { ["kind"] = "Complaint", ["channel"] = "Web", ["subject"] = $"Case {n} of {client}", ["description"] = "Load." };
            var opened = await Send("/v1/tickets", customer, open, $"open-{n}");
            await Send($"/v1/tickets/{opened}/actions/approve", "agent", [], $"approve-{client}-{n}");
            await Send($"/v1/tickets/{opened}/actions/reply", "agent", new JsonObject { ["text"] = "We look into it." }, $"reply-{client}-{n}");
        }
    }

    private async Task<Guid> Send(string path, string role, JsonObject body, string key)
    {
        var answer = await api.Post(path, role, body, key);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
        {
            throw new InvalidOperationException($"{path}: {answer}");
        }

        _answers.Enqueue(new Answered(path, role, body.ToJsonString(), key, answer.Id, answer.Version, answer.Text));
        return answer.Id;
    }
}

/// <summary>A command and its first answer.</summary>
internal sealed record Answered(string Path, string Role, string Body, string Key, Guid Ticket, int Version, string Text)
{
    public Task<ApiAnswer> Repeat(ApiClient api) => api.Post(Path, Role, JsonNode.Parse(Body)!, Key);
}
