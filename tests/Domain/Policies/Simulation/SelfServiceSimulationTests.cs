using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class SelfServiceSimulationTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);

    [Fact]
    public void The_same_policy_decides_as_it_did()
    {
        var result = SelfServiceSimulation.Run(
            [
                Opening(0, TicketKind.RefundOnly, OrderProgress.NotShipped, rule: SelfServiceRuleNames.NotShipped),
                Opening(1, TicketKind.ReturnRefund, OrderProgress.Delivered, noReason: true, rule: SelfServiceRuleNames.NoReasonReturn),
                Opening(2, TicketKind.RefundOnly, OrderProgress.Delivered, amount: 1_500, rule: SelfServiceRuleNames.SmallAmount),
                Opening(3, TicketKind.Exchange, OrderProgress.Delivered),
                Opening(4, TicketKind.Complaint, null),
            ],
            new SelfServicePolicy());
        Assert.Equal((5, 3, 2), (result.Cases, result.Was.Automatic, result.Was.Person));
        Assert.Equivalent(result.Was, result.WouldBe, strict: true);
        Assert.Equal((0, 0), (result.NewlyAutomatic, result.NoLongerAutomatic));
    }

    [Fact]
    public void Rules_switched_off_send_their_cases_to_a_person()
    {
        var result = SelfServiceSimulation.Run(
            [
                Opening(0, TicketKind.RefundOnly, OrderProgress.NotShipped, amount: 90_000, rule: SelfServiceRuleNames.NotShipped),
                Opening(1, TicketKind.ReturnRefund, OrderProgress.Delivered, noReason: true, rule: SelfServiceRuleNames.NoReasonReturn),
            ],
            new SelfServicePolicy { RefundNotShipped = false, ApproveNoReasonReturn = false });
        Assert.Equal((0, 2, 2), (result.WouldBe.Automatic, result.WouldBe.Person, result.NoLongerAutomatic));
    }

    [Fact]
    public void A_larger_budget_takes_more_cases_and_is_used_up_by_customer_and_day()
    {
        var openings = Enumerable.Range(0, 5).Select(i => Opening(i, TicketKind.RefundOnly, OrderProgress.Delivered, amount: 3_000)).ToList();
        openings.Add(Opening(5, TicketKind.RefundOnly, OrderProgress.Delivered, amount: 3_000, customer: "c-2"));
        Assert.Equal(0, SelfServiceSimulation.Run(openings, new SelfServicePolicy()).WouldBe.Automatic);
        var draft = new SelfServicePolicy { SmallAmount = new SmallAmountBudget { PerCase = 3_000, PerDay = 6_000, MaxCases = 9 } };
        var result = SelfServiceSimulation.Run(openings, draft);
        Assert.Equal((3, 3), (result.WouldBe.Automatic, result.NewlyAutomatic));
    }

    [Fact]
    public void An_overridden_window_stays_with_a_person() =>
        Assert.Equal(0, SelfServiceSimulation.Run([Opening(0, TicketKind.RefundOnly, OrderProgress.Delivered, amount: 1, overridden: true)], new()).WouldBe.Automatic);

    private static PastOpening Opening(
        int minute,
        TicketKind kind,
        OrderProgress? progress,
        bool noReason = false,
        bool overridden = false,
        long amount = 50_000,
        string customer = "c-1",
        string? rule = null) =>
        new(Guid.NewGuid(), kind, progress, noReason, overridden, new Money(amount, "CNY"), customer, Start.AddMinutes(minute), rule);
}
