using System.Text.Json.Nodes;

namespace AfterSales.Hosting.Smoke;

/// <summary>One case of the smoke run: acts on it and remembers the steps it passed.</summary>
internal sealed class SmokeTicket
{
    private readonly SmokeClient _client;
    private readonly string _customer;
    private readonly List<string> _steps = [];
    private string _id = "";

    private SmokeTicket(SmokeClient client, string customer)
    {
        _client = client;
        _customer = $"customer:{customer}";
    }

    public string Path => string.Join(" -> ", _steps);

    public static async Task<SmokeTicket> Open(SmokeClient client, string customer, JsonNode body, CancellationToken cancellation)
    {
        var ticket = new SmokeTicket(client, customer);
        var opened = await client.Send(HttpMethod.Post, "/v1/tickets", ticket._customer, body, cancellation);
        ticket._id = opened["id"]!.GetValue<string>();
        ticket.Note(opened);
        return ticket;
    }

    /// <summary>Takes an action as a role (<c>customer</c> is the case's own) and expects the step it leads to.</summary>
    public async Task<SmokeTicket> Do(string role, string action, string expectedStep, JsonObject? body, CancellationToken cancellation)
    {
        var actor = role == "customer" ? _customer : role;
        var answer = await _client.Send(HttpMethod.Post, $"/v1/tickets/{_id}/actions/{action}", actor, body ?? [], cancellation);
        Note(answer);
        Expect(expectedStep, action);
        return this;
    }

    public void Expect(string step, string after)
    {
        if (_steps[^1] != step)
        {
            throw new SmokeFailedException($"after {after} the case is in {_steps[^1]}, expected {step} ({Path})");
        }
    }

    private void Note(JsonNode ticket)
    {
        var step = ticket["step"]!.GetValue<string>();
        if (_steps.Count == 0 || _steps[^1] != step)
        {
            _steps.Add(step);
        }
    }
}
