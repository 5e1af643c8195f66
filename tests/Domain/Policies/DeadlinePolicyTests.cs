using System.Collections.Immutable;
using AfterSales.Deadlines;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;
using static AfterSales.Tickets.TicketStep;

namespace AfterSales.Tests.Domain.Policies;

/// <summary>What the deadline policy may say (domain.md section 8).</summary>
public sealed class DeadlinePolicyTests
{
    private static readonly DeadlineRule Rule = Of(DeadlineEffect.Escalate, UnderReview);

    public static TheoryData<string, DeadlinePolicy> Faults => new()
    {
        { "/rules", With([.. Enumerable.Range(0, 101).Select(i => Rule with { Name = $"rule-{i}" })]) },
        { "/rules/1/name", With(Rule, Rule) },
        { "/rules/0/name", With(Rule with { Name = "Review" }) },
        { "/rules/0/name", With(Rule with { Name = new string('x', 65) }) },
        { "/rules/0/steps", With(Rule with { Steps = [] }) },
        { "/rules/0/steps/1", With(Rule with { Steps = [UnderReview, UnderReview] }) },
        { "/rules/0/steps/0", With(Of(DeadlineEffect.Escalate, Completed)) },
        { "/rules/0/steps/0", With(Of(DeadlineEffect.Close, TicketStep.Cancelled)) },
        { "/rules/0/afterSeconds", With(Rule with { AfterSeconds = 0 }) },
        { "/rules/0/afterSeconds", With(Rule with { AfterSeconds = 315_360_001 }) },
        { "/rules/0/calendar", With(Rule with { Calendar = "" }) },
        { "/rules/0/calendar", With(Rule with { Calendar = "a b" }) },
        { "/rules/0/kinds/1", With(Rule with { Kinds = [TicketKind.Repair, TicketKind.Repair] }) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Approve, InDispute)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.TakeAsReceived, ReturnInTransit)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.SendBack, InDispute)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.AskCarrier, AwaitingReplacement)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Complete, AwaitingRefund)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, AwaitingRefund)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, AwaitingInspection)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, InRepair)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, AwaitingReplacement)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, ReplacementInTransit)) },
        { "/rules/0/effect", With(Of(DeadlineEffect.Close, AwaitingCustomer) with { Steps = [AwaitingCustomer, UnderReview] }) },
        { "/rules/0/afterDelivery", With(Of(DeadlineEffect.Complete, ReplacementInTransit)) },
        { "/rules/0/afterDelivery", With(Of(DeadlineEffect.Complete, TicketStep.Resolved) with { AfterDelivery = true }) },
        { "/rules/0/kinds/0", With(Of(DeadlineEffect.TakeAsReceived, AwaitingInspection) with { Kinds = [TicketKind.Repair] }) },
        { "/rules/0/kinds/0", With(Of(DeadlineEffect.Approve, UnderReview) with { Kinds = [TicketKind.Complaint] }) },
        { "/rules/0/goodsHere", With(Of(DeadlineEffect.Close, CounterOffered) with { GoodsHere = true }) },
        { "/rules/0/goodsHere", With(Of(DeadlineEffect.SendBack, TicketStep.Rejected) with { GoodsHere = false }) },
    };

    [Fact]
    public void The_built_in_policy_is_sound() => Assert.Empty(DeadlineValidator.Check(new DeadlinePolicy()));

    [Fact]
    public void A_policy_without_rules_awaits_nobody_and_is_sound() => Assert.Empty(DeadlineValidator.Check(With()));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, DeadlinePolicy policy) =>
        Assert.Equal([pointer], DeadlineValidator.Check(policy).Select(error => error.Pointer));

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        ["/rules/0/name", "/rules/0/steps", "/rules/0/afterSeconds", "/rules/1/effect"],
        DeadlineValidator.Check(With(Rule with { Name = "", Steps = [], AfterSeconds = 0 }, Of(DeadlineEffect.Complete, AwaitingRefund)))
            .Select(error => error.Pointer));

    [Fact]
    public void A_document_with_unknown_words_names_each()
    {
        var errors = PolicyDocuments.Normalise(
            PolicyNames.Deadlines,
            """{"rules":[{"name":"a","steps":["Nowhere"],"party":"Nobody","afterSeconds":60,"effect":"Vanish","colour":1}]}""").Failure!.Errors;
        Assert.Equal(["/rules/0/colour", "/rules/0/effect", "/rules/0/party", "/rules/0/steps/0"], errors.Select(error => error.Pointer).Order());
    }

    private static DeadlineRule Of(DeadlineEffect effect, TicketStep step) =>
        new() { Name = "rule", Steps = [step], Party = DeadlineParty.Customer, AfterSeconds = 3_600, Effect = effect };

    private static DeadlinePolicy With(params ImmutableArray<DeadlineRule> rules) => new() { Rules = rules };
}
