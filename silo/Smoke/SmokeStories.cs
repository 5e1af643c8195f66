using System.Text.Json.Nodes;
using static AfterSales.Hosting.Smoke.SmokeShop;

namespace AfterSales.Hosting.Smoke;

/// <summary>How one case goes from its opening to its end.</summary>
internal sealed record SmokeStory(string Name, Func<SmokeShop, CancellationToken, Task<SmokeTicket>> Tell);

/// <summary>A case of every kind, and the turns a case may take: automatic refund, dispute, partial receipt, counter-offer.</summary>
internal static class SmokeStories
{
    public static IReadOnlyList<SmokeStory> All { get; } =
    [
        new("RefundOnly, not shipped, approved automatically", async (shop, stop) =>
        {
            var ticket = await shop.Open("RefundOnly", SmokeOrder.NotShipped, null, stop);
            ticket.Expect("AwaitingRefund", "opening");
            return await Refund(ticket, 20000, stop);
        }),
        new("RefundOnly, rejected, disputed, decided for the customer", async (shop, stop) =>
        {
            var ticket = await shop.Open("RefundOnly", SmokeOrder.DeliveredOpened, "Quality", stop);
            await ticket.Do("agent", "reject", "Rejected", Text("reason", "The photo shows another lamp."), stop);
            await ticket.Do("customer", "dispute", "InDispute", Text("reason", "It is this one."), stop);
            var decision = new JsonObject { ["outcome"] = "customer", ["reason"] = "The serial number matches.", ["amount"] = Cny(15000) };
            await ticket.Do("arbitrator", "decide-dispute", "AwaitingRefund", decision, stop);
            return await Refund(ticket, 15000, stop);
        }),
        new("ReturnRefund, approved automatically, partial receipt", async (shop, stop) =>
        {
            var ticket = await shop.Open("ReturnRefund", SmokeOrder.Delivered, null, stop);
            ticket.Expect("AwaitingReturn", "opening");
            await Return(ticket, stop);
            await ticket.Do("warehouse", "confirm-receipt", "UnderReview", Receipt(1, 0), stop);
            await ticket.Do("agent", "approve", "AwaitingRefund", new JsonObject { ["amount"] = Cny(10000) }, stop);
            return await Refund(ticket, 10000, stop);
        }),
        new("ReturnRefund, settled by a counter-offer", async (shop, stop) =>
        {
            var ticket = await shop.Open("ReturnRefund", SmokeOrder.DeliveredOpened, "Quality", stop);
            var offer = new JsonObject { ["kind"] = "RefundOnly", ["amount"] = Cny(6000), ["message"] = "Keep it and take 60.00 back?" };
            await ticket.Do("agent", "counter-offer", "CounterOffered", offer, stop);
            await ticket.Do("customer", "accept-offer", "AwaitingRefund", null, stop);
            return await Refund(ticket, 6000, stop);
        }),
        new("Exchange", async (shop, stop) =>
        {
            var ticket = await shop.Open("Exchange", SmokeOrder.DeliveredOpened, "Quality", stop);
            await ticket.Do("agent", "approve", "AwaitingReturn", null, stop);
            await Return(ticket, stop);
            await ticket.Do("warehouse", "confirm-receipt", "AwaitingReplacement", Receipt(2, 0), stop);
            await ticket.Do("warehouse", "ship-replacement", "ReplacementInTransit", Parcel(), stop);
            return await Deliver(ticket, stop);
        }),
        new("Repair", async (shop, stop) =>
        {
            var ticket = await shop.Open("Repair", SmokeOrder.DeliveredOpened, "Quality", stop);
            await ticket.Do("agent", "approve", "AwaitingReturn", null, stop);
            await Return(ticket, stop);
            await ticket.Do("warehouse", "confirm-receipt", "AwaitingInspection", Receipt(2, 0), stop);
            await ticket.Do("workshop", "start-repair", "InRepair", null, stop);
            await ticket.Do("workshop", "finish-repair", "ReplacementInTransit", Text("report", "New switch."), stop);
            return await Deliver(ticket, stop);
        }),
        new("Reship", async (shop, stop) =>
        {
            var ticket = await shop.Open("Reship", SmokeOrder.Overdue, "Logistics", stop);
            await ticket.Do("agent", "approve", "AwaitingReplacement", null, stop);
            await ticket.Do("warehouse", "ship-replacement", "ReplacementInTransit", Parcel(), stop);
            return await Deliver(ticket, stop);
        }),
        new("Complaint, reopened once and rated", async (shop, stop) =>
        {
            var ticket = await shop.Ask("Complaint", stop);
            await Resolve(ticket, stop);
            await ticket.Do("customer", "reopen", "InDialogue", Text("reason", "One more thing."), stop);
            await ticket.Do("agent", "resolve", "Resolved", Text("summary", "Now settled."), stop);
            await ticket.Do("customer", "confirm-resolution", "Completed", null, stop);
            return await ticket.Do("customer", "rate", "Completed", new JsonObject { ["score"] = 5 }, stop);
        }),
        new("Consultation", async (shop, stop) =>
        {
            var ticket = await shop.Ask("Consultation", stop);
            await Resolve(ticket, stop);
            return await ticket.Do("customer", "confirm-resolution", "Completed", null, stop);
        }),
    ];

    private static async Task Return(SmokeTicket ticket, CancellationToken stop)
    {
        await ticket.Do("customer", "ship-return", "ReturnInTransit", Parcel(), stop);
        await ticket.Do("warehouse", "report-arrival", "AwaitingInspection", null, stop);
    }

    private static Task<SmokeTicket> Refund(SmokeTicket ticket, long amount, CancellationToken stop) =>
        ticket.Do("finance", "refund-issued", "Completed", new JsonObject { ["amount"] = Cny(amount), ["paymentReference"] = $"pay-{Guid.NewGuid():N}" }, stop);

    private static async Task<SmokeTicket> Deliver(SmokeTicket ticket, CancellationToken stop)
    {
        await ticket.Do("logistics", "report-delivery", "ReplacementInTransit", null, stop);
        return await ticket.Do("customer", "confirm-delivery", "Completed", null, stop);
    }

    private static async Task Resolve(SmokeTicket ticket, CancellationToken stop)
    {
        await ticket.Do("agent", "approve", "InDialogue", null, stop);
        await ticket.Do("agent", "reply", "InDialogue", Text("text", "It is on its way."), stop);
        await ticket.Do("agent", "resolve", "Resolved", Text("summary", "Answered."), stop);
    }

    private static JsonObject Text(string name, string value) => new() { [name] = value };

    private static JsonObject Parcel() => new() { ["carrier"] = "SF", ["trackingNumber"] = $"SF{Random.Shared.NextInt64(1_000_000_000):D10}" };

    private static JsonObject Receipt(int received, int damaged) => new()
    {
        ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["received"] = received, ["damaged"] = damaged, ["resellable"] = received - damaged }),
    };
}
