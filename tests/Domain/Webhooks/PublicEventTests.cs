using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using AfterSales.Routing;
using AfterSales.Sla;
using AfterSales.Deadlines;
using AfterSales.Streams;
using AfterSales.Tickets;
using AfterSales.Webhooks;
using Xunit;

namespace AfterSales.Tests.Domain.Webhooks;

public sealed class PublicEventTests
{
    private static readonly Guid Ticket = Guid.Parse("0190c5a0-1111-8000-8000-000000000001");
    private static readonly DateTimeOffset At = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);
    private static readonly CaseBrief Case = new(4, TicketKind.ReturnRefund, TicketStep.AwaitingRefund, "c-1", "o-1");

    [Fact]
    public void These_events_leave_the_shop_and_no_others() => Assert.Equal(
        [
            "ticket.approved", "ticket.assigned", "ticket.auto-approved", "ticket.cancelled", "ticket.closed-by-silence", "ticket.customer-wrote",
            "ticket.deadline-expired", "ticket.delivery-confirmed", "ticket.delivery-reported", "ticket.dispute-decided", "ticket.disputed", "ticket.escalated",
            "ticket.goods-shipped-back", "ticket.info-provided", "ticket.info-requested", "ticket.offer-accepted", "ticket.offer-declined", "ticket.offer-made",
            "ticket.opened", "ticket.receipt-confirmed", "ticket.refund-failed", "ticket.refunded", "ticket.rejected", "ticket.reopened",
            "ticket.repair-finished", "ticket.repair-started", "ticket.replacement-shipped", "ticket.replied", "ticket.resolution-confirmed", "ticket.resolved",
            "ticket.return-arrived", "ticket.return-shipped", "ticket.sla-breached",
        ],
        PublicEvents.All);

    [Fact]
    public void A_row_tells_its_public_events_in_order_each_with_the_case_right_after_it()
    {
        var notices = new List<TicketNotice>();
        ImmutableArray<TicketEvent> row = [new Approved("manual", 1, Cny(500)) { To = TicketStep.AwaitingReturn, By = Roles.Agent }, new Noted(), new WorkPaused(), new CaseEscalated("review")];
        var after = TicketNotice.Read(Case with { Step = TicketStep.UnderReview }, Ticket, 7, At, row, notices);
        Assert.Equal([(7_000L, "ticket.approved", TicketStep.AwaitingReturn), (7_003L, "ticket.escalated", TicketStep.AwaitingReturn)], notices.Select(n => (n.Sequence, n.Type, n.Case.Step)));
        Assert.Equal((7, TicketStep.AwaitingReturn), (after.Version, after.Step));
    }

    [Fact]
    public void A_payload_says_what_happened_and_to_which_case()
    {
        var stored = new Refunded(Cny(1_999), "pay-1") { To = TicketStep.Completed, By = Roles.Finance };
        var json = JsonDocument.Parse(WebhookPayload.Write(new TicketNotice(Ticket, 5_000, "ticket.refunded", At, stored, Case.Apply(stored, 5)), 4_001)).RootElement;
        Assert.Equal(["type", "timestamp", "data"], json.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("ticket.refunded", "2026-01-02T03:04:05Z"), (json.GetProperty("type").GetString(), json.GetProperty("timestamp").GetString()));
        var expected = $$$"""
            {"ticketId":"{{{Ticket}}}","number":"{{{TicketNumber.Of(Ticket)}}}","version":5,"sequence":5000,"previousSequence":4001,"kind":"ReturnRefund",
             "step":"Completed","stage":"Completed","customerId":"c-1","orderId":"o-1","by":"finance",
             "facts":{"amount":{"amount":1999,"currency":"CNY"},"paymentReference":"pay-1"}}
            """;
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, json.GetProperty("data")), json.ToString());
    }

    [Fact]
    public void The_first_of_a_case_says_that_nothing_was_before_it() =>
        Assert.Contains("\"previousSequence\":null", WebhookPayload.Write(Notice(new Replied()), null), StringComparison.Ordinal);

    [Fact]
    public void No_free_text_ever_leaves_and_no_payload_reaches_20_kB()
    {
        var secret = new string('秘', 10_000);
        var text = new PersonalText { Subject = secret, Description = secret, Text = secret, Answers = ImmutableDictionary<string, string>.Empty.Add("q", secret) };
        TicketEvent[] all =
        [
            new Replied(), new CustomerWrote(Channel.Web), new Rejected("manual"), new InfoRequested(), new InfoProvided(), new Disputed(), new RefundAttemptFailed(),
            new ReturnShipped(new string('圆', 60), new string('9', 64)), new Refunded(Cny(long.MaxValue), new string('p', 255)),
            new AutoApproved("small", 1, Cny(1)) { ReturnAddress = secret }, new SlaBreached("review", SlaType.SLA, At, []),
        ];
        Assert.All(all, stored =>
        {
            var payload = WebhookPayload.Write(Notice(stored with { Personal = text }), 1);
            Assert.DoesNotContain("秘", payload, StringComparison.Ordinal);
            Assert.InRange(Encoding.UTF8.GetByteCount(payload), 100, 2_000);
        });
    }

    [Fact]
    public void Even_facts_without_measure_do_not_make_a_payload_of_20_kB() =>
        Assert.InRange(Encoding.UTF8.GetByteCount(WebhookPayload.Write(Notice(new ReturnShipped(new string('圆', 30_000), "1")), 1)), 100, WebhookPayload.MaxBytes - 1);

    [Fact]
    public void An_endpoint_takes_what_its_filter_names()
    {
        Assert.True(new EventFilter(["ticket.*"]).Takes("ticket.opened"));
        Assert.True(new EventFilter(["ticket.refunded", "ticket.opened"]).Takes("ticket.opened"));
        Assert.False(new EventFilter(["ticket.refunded"]).Takes("ticket.opened"));
    }

    [Fact]
    public void All_that_is_wrong_with_an_endpoint_is_told_at_once()
    {
        var wrong = new WebhookDefinition("http://127.0.0.1/", new string('x', 201), ["ticket.opened", "ticket.noted", "ticket.opened", "*"], true);
        Assert.Equal(["/url", "/url", "/description", "/events/1", "/events/2", "/events/3"], EndpointRules.Check(wrong, false, false).Select(error => error.Pointer));
        Assert.Equal("/events", Assert.Single(EndpointRules.Check(new("https://example.com", null, [], true), false, false)).Pointer);
    }

    private static TicketNotice Notice(TicketEvent stored) => new(Ticket, 5_000, PublicEvents.NameOf(stored)!, At, stored, Case.Apply(stored, 5));

    private static Money Cny(long amount) => new(amount, "CNY");
}
