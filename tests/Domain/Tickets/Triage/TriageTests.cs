using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Tickets;

public sealed class TriageTests
{
    private static readonly TriageInput Plain = new(TicketKind.RefundOnly, TicketCategory.Other, Channel.Web, null, 1_000, 0, "It is the wrong colour.");

    private static string RuleOf(TriageInput input) => TicketTriage.Decide(new TriagePolicy(), input).Rule;

    [Fact]
    public void Nothing_special_has_the_default_priority() =>
        Assert.Equal(new TriageResult(TicketPriority.P4, "default"), TicketTriage.Decide(new TriagePolicy(), Plain));

    [Theory]
    [InlineData("The plug caught fire.", "safety-words")]
    [InlineData("FIRE!", "safety-words")]
    [InlineData("插头fire了", "safety-words")]
    [InlineData("插头起火了", "safety-words")]
    [InlineData("I am fired up, no firewall.", "default")]
    [InlineData("my son was injured", "safety-words")]
    [InlineData("I shall see you in court", "legal-words")]
    [InlineData("The courtesy of your staff", "default")]
    [InlineData("我要打12315", "legal-words")]
    [InlineData("", "default")]
    public void Words_are_found_whole_in_latin_scripts_and_anywhere_in_chinese(string text, string rule) => Assert.Equal(rule, RuleOf(Plain with { Text = text }));

    [Fact]
    public void Every_built_in_rule_can_fire()
    {
        Assert.Equal("social-media", RuleOf(Plain with { Channel = Channel.Social }));
        Assert.Equal("top-tier", RuleOf(Plain with { Tier = "Gold" }));
        Assert.Equal("default", RuleOf(Plain with { Tier = "silver" }));
        Assert.Equal("repeated-contact", RuleOf(Plain with { RecentTickets = 3 }));
        Assert.Equal("default", RuleOf(Plain with { RecentTickets = 2 }));
        Assert.Equal("large-amount", RuleOf(Plain with { Amount = 100_000 }));
        Assert.Equal("default", RuleOf(Plain with { Amount = null }));
        Assert.Equal("wrong-or-damaged", RuleOf(Plain with { Category = TicketCategory.Missing }));
        Assert.Equal("complaint", RuleOf(Plain with { Kind = TicketKind.Complaint }));
    }

    [Fact]
    public void The_first_rule_that_matches_wins() =>
        Assert.Equal("safety-words", RuleOf(Plain with { Channel = Channel.Social, Tier = "vip", Text = "smoke" }));

    [Fact]
    public void All_conditions_of_a_rule_must_hold()
    {
        var policy = new TriagePolicy
        {
            Rules = [new TriageRule { Name = "both", Kinds = [TicketKind.Repair], Channels = [Channel.Phone], Priority = TicketPriority.P1 }],
        };
        Assert.Equal("both", TicketTriage.Decide(policy, Plain with { Kind = TicketKind.Repair, Channel = Channel.Phone }).Rule);
        Assert.Equal("default", TicketTriage.Decide(policy, Plain with { Kind = TicketKind.Repair }).Rule);
        Assert.Equal("default", TicketTriage.Decide(policy with { Rules = [policy.Rules[0] with { Words = "no such list" }] }, Plain).Rule);
    }
}
