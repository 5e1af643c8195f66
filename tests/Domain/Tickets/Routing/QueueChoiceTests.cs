using System.Collections.Immutable;
using AfterSales.Orders;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.Routing;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

/// <summary>Ordered rules, the first that matches wins; every condition alone decides.</summary>
public sealed class QueueChoiceTests
{
    private static readonly TicketState Silver = Case.Opened(TicketKind.ReturnRefund, change: open => open with { Channel = Channel.App }).State with
    {
        RecentTickets = 2,
    };

    private static readonly RoutingRule Any = new() { Name = "rule", Queue = "quality" };

    public static TheoryData<string, bool> Conditions => new()
    {
        { "none", true },
        { "kind", true }, { "kind-other", false },
        { "department", true }, { "department-other", false },
        { "category", true }, { "category-other", false },
        { "product", true }, { "product-other", false },
        { "language", true }, { "language-other", false },
        { "tier", true }, { "tier-other", false },
        { "channel", true }, { "channel-other", false },
        { "amount", true }, { "amount-other", false },
        { "order", true }, { "order-other", false },
        { "recent", true }, { "recent-other", false },
        { "not-inspected", true }, { "inspected", false },
        { "all-but-one", false },
    };

    [Theory]
    [MemberData(nameof(Conditions))]
    public void A_rule_applies_when_all_its_conditions_hold(string condition, bool applies)
    {
        var choice = Choose(Silver, With(condition));
        Assert.Equal(applies ? ("quality", "rule") : ("general", "default"), (choice.Queue, choice.Rule));
    }

    [Fact]
    public void The_first_rule_wins_and_says_which_version_it_is_of()
    {
        var choice = Choose(Silver, Any with { Name = "first", Queue = "logistics", Skills = [new SkillLevel("vip", 3)] }, Any);
        Assert.Equal(("logistics", "first", 9), (choice.Queue, choice.Rule, choice.PolicyVersion));
        Assert.Equal([new SkillLevel("vip", 3)], choice.Skills);
    }

    [Fact]
    public void A_rule_that_names_no_existing_queue_is_passed_over() => Assert.Equal("rule", Choose(Silver, Any with { Name = "gone", Queue = "closed" }, Any).Rule);

    [Theory]
    [InlineData("logistics", "logistics")]
    [InlineData("closed", "general")]
    public void Without_a_rule_the_default_queue_takes_it_and_general_when_that_is_gone(string byDefault, string expected)
    {
        var choice = QueueChoice.Of(Silver, Departments.Service, new(1, new RoutingPolicy { Rules = [], DefaultQueue = byDefault }), BuiltInQueues.Set);
        Assert.Equal((expected, "default"), (choice.Queue, choice.Rule));
    }

    [Fact]
    public void A_case_is_after_inspection_when_it_comes_back_to_a_decision()
    {
        var inspected = Reach.Step(TicketKind.ReturnRefund, TicketStep.AwaitingInspection).Do(new ConfirmReceipt(Samples.Received(1, 1)), People.Warehouse);
        Assert.Equal(("quality", "after-inspection"), (inspected.State.Waiting!.Queue, inspected.State.Waiting.Rule));
        Assert.Equal("default", Choose(inspected.State with { Receipt = null }, Any with { AfterInspection = true }).Rule);
    }

    [Theory]
    [InlineData(TicketKind.Complaint, Channel.Phone, 100)]
    [InlineData(TicketKind.RefundOnly, Channel.Phone, 100)]
    [InlineData(TicketKind.RefundOnly, Channel.Chat, 25)]
    [InlineData(TicketKind.Complaint, Channel.Web, 20)]
    [InlineData(TicketKind.Consultation, Channel.Email, 20)]
    [InlineData(TicketKind.Exchange, Channel.Social, 5)]
    public void Units_are_told_by_channel_then_by_kind(TicketKind kind, Channel channel, int units) =>
        Assert.Equal(units, Case.Opened(kind, change: open => open with { Channel = channel }).State.Waiting!.Units);

    private static QueueChoice Choose(TicketState state, params ImmutableArray<RoutingRule> rules) =>
        QueueChoice.Of(state, Departments.Service, new(9, new RoutingPolicy { Rules = rules }), BuiltInQueues.Set);

    private static RoutingRule With(string condition) => condition switch
    {
        "none" => Any,
        "kind" => Any with { Kinds = [TicketKind.Repair, TicketKind.ReturnRefund] },
        "kind-other" => Any with { Kinds = [TicketKind.Repair] },
        "department" => Any with { Departments = [Departments.Service] },
        "department-other" => Any with { Departments = [Departments.Finance] },
        "category" => Any with { Categories = [TicketCategory.Quality] },
        "category-other" => Any with { Categories = [TicketCategory.Price] },
        "product" => Any with { ProductCategories = ["garden", "kitchen"] },
        "product-other" => Any with { ProductCategories = ["garden"] },
        "language" => Any with { Languages = ["en"] },
        "language-other" => Any with { Languages = ["zh"] },
        "tier" => Any with { Tiers = ["Silver"] },
        "tier-other" => Any with { Tiers = ["gold"] },
        "channel" => Any with { Channels = [Channel.App] },
        "channel-other" => Any with { Channels = [Channel.Web] },
        "amount" => Any with { MinAmount = Samples.Value },
        "amount-other" => Any with { MinAmount = Samples.Value + 1 },
        "order" => Any with { OrderStates = [OrderProgress.Delivered] },
        "order-other" => Any with { OrderStates = [OrderProgress.Shipped] },
        "recent" => Any with { MinRecentTickets = 2 },
        "recent-other" => Any with { MinRecentTickets = 3 },
        "not-inspected" => Any with { AfterInspection = false },
        "inspected" => Any with { AfterInspection = true },
        "all-but-one" => Any with { Kinds = [TicketKind.ReturnRefund], Tiers = ["silver"], Languages = ["en"], Channels = [Channel.Phone] },
        _ => throw new ArgumentOutOfRangeException(nameof(condition), condition, null),
    };
}
