using System.Text.Json.Nodes;
using AfterSales.Tests.Api.Fixtures;
using Xunit;
using static AfterSales.Tests.Api.Fixtures.Bodies;

namespace AfterSales.Tests.Api.Cases;

/// <summary>A case of each kind from its opening to its end, through HTTP.</summary>
public sealed class KindsTests(SystemFixture system) : SystemTests(system)
{
    [Fact]
    public async Task An_order_not_shipped_is_refunded_without_a_person()
    {
        var (orderId, customer) = await GivenOrder();
        var opened = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId));
        Assert.Equal("AwaitingRefund", opened.Step);
        Assert.True(opened.Body!["decision"]!["automatic"]!.GetValue<bool>());

        var done = await Act(opened.Id, "finance", "refund-issued", "Completed", Refund(20000));
        Assert.Equal(20000, done.Body!["refundedAmount"]!["amount"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_return_received_in_part_goes_back_to_an_agent_and_is_refunded_in_part()
    {
        var (ticket, customer) = await GivenTicket("ReturnRefund", category: null, opened: false);
        await Act(ticket, customer, "ship-return", "ReturnInTransit", Parcel());
        await Act(ticket, "warehouse", "confirm-receipt", "UnderReview", Receipt(1, 0));
        await Act(ticket, "agent", "approve", "AwaitingRefund", new JsonObject { ["amount"] = Cny(10000) });
        var done = await Act(ticket, "finance", "refund-issued", "Completed", Refund(10000));
        Assert.Equal(10000, done.Body!["refundedAmount"]!["amount"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_counter_offer_of_a_lower_amount_is_accepted_and_paid()
    {
        var (ticket, customer) = await GivenTicket("ReturnRefund");
        await Act(ticket, "agent", "counter-offer", "CounterOffered", new JsonObject { ["kind"] = "RefundOnly", ["amount"] = Cny(5000), ["message"] = "Keep it?" });
        await Act(ticket, customer, "accept-offer", "AwaitingRefund");
        await Act(ticket, "finance", "refund-issued", "Completed", Refund(5000));
    }

    [Fact]
    public async Task A_rejected_case_is_disputed_and_decided_for_the_customer()
    {
        var (ticket, customer) = await GivenTicket();
        await Act(ticket, "agent", "reject", "Rejected", new JsonObject { ["reason"] = "Not covered." });
        await Act(ticket, customer, "dispute", "InDispute", new JsonObject { ["reason"] = "It is." });
        await Act(ticket, "arbitrator", "decide-dispute", "AwaitingRefund", new JsonObject { ["outcome"] = "customer", ["reason"] = "Covered.", ["amount"] = Cny(8000) });
        await Act(ticket, "finance", "refund-issued", "Completed", Refund(8000));
    }

    [Fact]
    public async Task An_exchange_ends_with_the_replacement_delivered()
    {
        var (ticket, customer) = await GivenTicket("Exchange");
        await Act(ticket, "agent", "approve", "AwaitingReturn");
        await Act(ticket, customer, "ship-return", "ReturnInTransit", Parcel());
        await Act(ticket, "logistics", "report-arrival", "AwaitingInspection");
        await Act(ticket, "warehouse", "confirm-receipt", "AwaitingReplacement", Receipt(2, 0));
        await Act(ticket, "warehouse", "ship-replacement", "ReplacementInTransit", Parcel());
        await Act(ticket, "logistics", "report-delivery", "ReplacementInTransit");
        await Act(ticket, customer, "confirm-delivery", "Completed");
    }

    [Fact]
    public async Task A_repair_passes_through_the_workshop()
    {
        var (ticket, customer) = await GivenTicket("Repair");
        await Act(ticket, "agent", "approve", "AwaitingReturn");
        await Act(ticket, customer, "ship-return", "ReturnInTransit", Parcel());
        await Act(ticket, "warehouse", "confirm-receipt", "AwaitingInspection", Receipt(2, 0));
        await Act(ticket, "workshop", "start-repair", "InRepair");
        await Act(ticket, "workshop", "finish-repair", "ReplacementInTransit", new JsonObject { ["report"] = "New switch." });
        await Act(ticket, customer, "confirm-delivery", "Completed");
    }

    [Fact]
    public async Task An_overdue_parcel_is_sent_again()
    {
        var (ticket, customer) = await GivenTicket("Reship", "Overdue", "Logistics");
        await Act(ticket, "agent", "approve", "AwaitingReplacement");
        await Act(ticket, "warehouse", "ship-replacement", "ReplacementInTransit", Parcel());
        await Act(ticket, customer, "confirm-delivery", "Completed");
    }

    [Theory]
    [InlineData("Complaint")]
    [InlineData("Consultation")]
    public async Task A_dialogue_is_resolved_reopened_confirmed_and_rated(string kind)
    {
        var customer = $"customer:{NewId("c")}";
        var opened = await Api.Post("/v1/tickets", customer, new JsonObject { ["kind"] = kind, ["channel"] = "Chat", ["subject"] = "Hello", ["description"] = "I have a question." });
        await Act(opened.Id, "agent", "approve", "InDialogue");
        await Act(opened.Id, "agent", "resolve", "Resolved", new JsonObject { ["summary"] = "Answered." });
        await Act(opened.Id, customer, "reopen", "InDialogue", new JsonObject { ["reason"] = "Not yet." });
        await Act(opened.Id, "agent", "resolve", "Resolved", new JsonObject { ["summary"] = "Now." });
        await Act(opened.Id, customer, "confirm-resolution", "Completed");
        var rated = await Act(opened.Id, customer, "rate", "Completed", new JsonObject { ["score"] = 5, ["comment"] = "Thanks" });
        Assert.Equal(5, rated.Body!["rating"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_settled_line_can_be_claimed_again_once_the_follower_told_the_order()
    {
        var (orderId, customer) = await GivenOrder("Delivered", opened: true);
        var first = await Api.Post("/v1/tickets", $"customer:{customer}", Open(orderId, "ReturnRefund", quantity: 1, category: "Quality"));
        var second = Open(orderId, "ReturnRefund", quantity: 1, category: "Quality");
        AssertProblem(await Api.Post("/v1/tickets", $"customer:{customer}", second), global::System.Net.HttpStatusCode.UnprocessableEntity, "line-has-open-case");

        await Act(first.Id, $"customer:{customer}", "cancel", "Cancelled");
        var accepted = await Eventually.Get(
            () => Api.Post("/v1/tickets", $"customer:{customer}", second), answer => answer.Status == global::System.Net.HttpStatusCode.Created, "the order frees the line");
        Assert.Equal("UnderReview", accepted.Step);
    }

    internal static JsonObject Refund(long amount) => new() { ["amount"] = Cny(amount), ["paymentReference"] = NewId("pay") };

    internal static JsonObject Parcel() => new() { ["carrier"] = "SF", ["trackingNumber"] = NewId("SF") };

    internal static JsonObject Receipt(int received, int damaged) => new()
    {
        ["lines"] = new JsonArray(new JsonObject { ["lineId"] = "1", ["received"] = received, ["damaged"] = damaged, ["resellable"] = received - damaged }),
    };
}
