using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using AfterSales.LoadTests.Driving.Journal;
using AfterSales.LoadTests.Http;
using AfterSales.LoadTests.Shop.Driving;
using AfterSales.LoadTests.Workload;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>A small shop that is driven through the API, and writes down what it was answered.</summary>
internal sealed class TestShop(HostedSystem system) : IDisposable
{
    public const int Returns = 12;
    public const int Questions = 8;
    public const int Agents = 3;

    private static readonly DateTimeOffset Delivered = TimeProvider.System.GetUtcNow().AddDays(-2);

    public JournalFolder Journal { get; } = new();

    public ConcurrentQueue<JournalEntry> Entries { get; } = [];

    public PeakPlan Plan { get; } = new() { Seed = 7, Run = "test", Arrivals = new ArrivalPlan("steady", 10, 1) };

    public void Dispose() => Journal.Dispose();

    /// <summary>Returns in every state of their way, and questions that agents have.</summary>
    public async Task Run()
    {
        await Prepare();
        await Parallel.ForAsync(0, Returns, async (number, _) => await Return(number, steps: 1 + (number % 5)));
        await Parallel.ForAsync(0, Questions, async (number, _) => await Ask(number));
    }

    /// <summary>A policy that lets everybody begin at once, and agents who are there.</summary>
    public async Task Prepare()
    {
        await Put("/v1/policies/routing", "admin", new JsonObject { ["rampUpSeconds"] = 0 });
        for (var number = 0; number < Agents; number++)
        {
            await Put($"/v1/agents/audit-{number}", "lead", new JsonObject { ["name"] = $"Agent {number}", ["capacity"] = 100 });
            var answer = await system.Front().Post(
                $"/v1/agents/audit-{number}/presence", new ApiCaller($"audit-{number}", "agent"), $"in-{number}", Bytes(new JsonObject { ["presence"] = "Online" }));
            Assert.True(answer.Succeeded, answer.Code);
        }
    }

    /// <summary>One return, so many steps of its way; answered by whichever front is named.</summary>
    public async Task<Guid> Return(int number, int steps, int front = 0)
    {
        var customer = ApiCaller.Customer($"c-{number}");
        await Import(number, customer);
        var opened = await Send("open", ShopPeople.Lead, $"open-{number}", null, BodyJson.Of(new OpenBody(
            "ReturnRefund", Order(number), [new LineBody("L1", 1)], "too small", null, "Web", "A return", "It does not fit.", CustomerId: customer.Subject)), front);
        var id = opened.Body.GetProperty("id").GetGuid();
        (string Action, ApiCaller Caller, byte[] Body)[] way =
        [
            ("approve", ShopPeople.Lead, BodyJson.Of(new ApproveBody())),
            ("ship-return", customer, BodyJson.Of(new ShipReturnBody("SF", $"SF-{number}"))),
            ("confirm-receipt", ShopPeople.Warehouse, BodyJson.Of(new ReceiptBody([new ReceivedBody("L1", 1, 0, 1)]))),
            ("refund-issued", ShopPeople.Finance, BodyJson.Of(new RefundBody(new MoneyBody(1_000, "GBP"), $"pay-{number}"))),
        ];
        // Self-service may have approved it already: its way is then a step shorter.
        var rest = opened.Text("step") == "UnderReview" ? way : way[1..];
        foreach (var (action, caller, body) in rest.Take(steps - 1))
        {
            await Send(action, caller, $"{action}-{number}", id, body, front);
        }

        return id;
    }

    public async Task<Guid> Ask(int number)
    {
        var body = Bytes(new JsonObject { ["kind"] = "Consultation", ["channel"] = "Web", ["subject"] = "A question", ["description"] = "How?" });
        return (await Send("open", ApiCaller.Customer($"q-{number}"), $"ask-{number}", null, body)).Body.GetProperty("id").GetGuid();
    }

    public Task Note(Guid ticket, string key, int front) =>
        Send("note", ShopPeople.Lead, key, ticket, Bytes(new JsonObject { ["text"] = "Seen." }), front);

    /// <summary>Sends one command and writes down its answer; a refusal is written down as well.</summary>
    public async Task<ApiAnswer> Send(string action, ApiCaller caller, string key, Guid? ticket, byte[] body, int front = 0)
    {
        var path = ticket is null ? "/v1/tickets" : $"/v1/tickets/{ticket}/actions/{action}";
        var answer = await system.Front(front).Post(path, caller, key, body);
        var outcome = answer.Succeeded ? CommandOutcome.Acknowledged : CommandOutcome.Refused;
        Write(new JournalEntry(action, outcome, caller.Subject, caller.Role, key, answer.Succeeded ? answer.Body.GetProperty("id").GetGuid() : ticket)
        {
            Version = answer.Succeeded ? answer.Body.GetProperty("version").GetInt64() : null,
            Step = answer.Succeeded ? answer.Text("step") : null,
            Refunded = answer.Succeeded && action == "refund-issued" ? 1_000 : null,
            Code = answer.Succeeded ? null : answer.Code,
        });
        return answer;
    }

    /// <summary>The last acknowledged command of an action that was also the last of its case.</summary>
    public JournalEntry Last(string action) => Entries.Last(entry =>
        entry.Action == action && !Entries.Any(other => other.Ticket is not null && other.Ticket == entry.Ticket && other.Version > entry.Version));

    public void Write(JournalEntry entry)
    {
        Entries.Enqueue(entry);
        Journal.Add(entry);
    }

    private static string Order(int number) => $"o-{number}";

    private async Task Import(int number, ApiCaller customer)
    {
        var body = BodyJson.Of(new OrderBody(
            1, customer.Subject, Delivered, Delivered, Delivered, new MoneyBody(0),
            [new OrderLineBody("L1", "sku", "Thing", 2, new MoneyBody(1_000), new MoneyBody(2_000), "general")]));
        var answer = await system.Front().Put($"/v1/orders/{Order(number)}", ShopPeople.Import, body);
        Assert.True(answer.Succeeded, answer.Code);
        Write(new JournalEntry("order", CommandOutcome.Acknowledged, ShopPeople.Import.Subject, "integration", Order(number), null) { Version = 1 });
    }

    private async Task Put(string path, string role, JsonObject body)
    {
        var answer = await system.Front().Put(path, ApiCaller.Staff(role), Bytes(body));
        Assert.True(answer.Succeeded, $"{path}: {answer.Code}");
    }

    private static byte[] Bytes(JsonObject body) => System.Text.Encoding.UTF8.GetBytes(body.ToJsonString());
}
