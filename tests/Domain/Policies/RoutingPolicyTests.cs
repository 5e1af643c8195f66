using System.Collections.Immutable;
using AfterSales.Policies;
using AfterSales.Tickets;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

/// <summary>What the routing policy may say (domain.md section 6).</summary>
public sealed class RoutingPolicyTests
{
    private static readonly RoutingPolicy Sound = new();
    private static readonly RoutingRule Rule = new() { Name = "vip", Tiers = ["gold"], Queue = "vip" };

    public static TheoryData<string, RoutingPolicy> Faults => new()
    {
        { "/defaultQueue", Sound with { DefaultQueue = "" } },
        { "/defaultUnits", Sound with { DefaultUnits = 0 } },
        { "/unitsByChannel/Chat", Sound with { UnitsByChannel = Sound.UnitsByChannel.SetItem(Channel.Chat, 10_001) } },
        { "/unitsByKind/Repair", Sound with { UnitsByKind = Sound.UnitsByKind.SetItem(TicketKind.Repair, 0) } },
        { "/handlingSeconds/Repair", Sound with { HandlingSeconds = Sound.HandlingSeconds.SetItem(TicketKind.Repair, 86_401) } },
        { "/defaultHandlingSeconds", Sound with { DefaultHandlingSeconds = 0 } },
        { "/firstResponseSeconds/P2", Sound with { FirstResponseSeconds = Sound.FirstResponseSeconds.Remove(TicketPriority.P2) } },
        { "/firstActionTimeoutSeconds", Sound with { FirstActionTimeoutSeconds = -1 } },
        { "/rampUpSeconds", Sound with { RampUpSeconds = 3_601 } },
        { "/rampUpPerMinute", Sound with { RampUpPerMinute = 0 } },
        { "/awaySeconds", Sound with { AwaySeconds = -1 } },
        { "/skills/0", Sound with { Skills = [new string('x', 41)] } },
        { "/rules/1/name", With(Rule, Rule) },
        { "/rules/0/queue", With(Rule with { Queue = "" }) },
        { "/rules/0/minAmount", With(Rule with { MinAmount = -1 }) },
        { "/rules/0/minRecentTickets", With(Rule with { MinRecentTickets = -1 }) },
        { "/rules/0/skills/0/skill", With(Rule with { Skills = [new("juggling")] }) },
        { "/rules/0/skills/1/level", With(Rule with { Skills = [new("lang:en"), new("legal", 6)] }) },
        { "/rules", With([.. Enumerable.Range(0, 201).Select(i => Rule with { Name = $"rule-{i}" })]) },
    };

    [Fact]
    public void The_built_in_policy_is_sound() => Assert.Empty(RoutingValidator.Check(Sound));

    [Fact]
    public void A_sound_rule_is_accepted() => Assert.Empty(RoutingValidator.Check(With(Rule with { Skills = [new("legal", 5), new("lang:fr")], MinAmount = 0 })));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, RoutingPolicy policy) =>
        Assert.Equal([pointer], RoutingValidator.Check(policy).Select(error => error.Pointer));

    /// <summary>Symptom: a case that came by a rule named so would count as given away by its owner, or as not routed by a rule.</summary>
    [Theory]
    [InlineData("default")]
    [InlineData("transfer")]
    [InlineData("release")]
    [InlineData("overflow")]
    [InlineData("queue-removed")]
    [InlineData("no-first-action")]
    [InlineData("agent-away")]
    [InlineData("agent-offline")]
    [InlineData("agent-removed")]
    public void A_rule_has_no_name_that_says_how_a_case_came_without_a_rule(string name) =>
        Assert.Equal("/rules/0/name", Assert.Single(RoutingValidator.Check(With(Rule with { Name = name }))).Pointer);

    [Fact]
    public void Every_fault_is_named_at_once() => Assert.Equal(
        ["/defaultQueue", "/rampUpPerMinute", "/rules/0/queue"],
        RoutingValidator.Check(With(Rule with { Queue = "" }) with { DefaultQueue = "", RampUpPerMinute = 0 }).Select(error => error.Pointer));

    [Theory]
    [InlineData("legal", true)]
    [InlineData("lang:fr", true)]
    [InlineData("lang:", false)]
    [InlineData("Legal", false)]
    [InlineData("", false)]
    public void A_skill_is_known_when_the_policy_names_it_or_it_is_a_language(string skill, bool known) =>
        Assert.Equal(known, RoutingValidator.IsKnown(skill, Sound));

    private static RoutingPolicy With(params ImmutableArray<RoutingRule> rules) => Sound with { Rules = rules };
}
