using System.Collections.Immutable;
using AfterSales.Notifications;
using AfterSales.Policies;
using Xunit;

namespace AfterSales.Tests.Domain.Notifications;

/// <summary>What the policy of notifications may say.</summary>
public sealed class NotificationPolicyTests
{
    private static readonly NotificationPolicy Sound = new();
    private static readonly NotificationRule Rule = new() { Event = "replied", To = [NotificationAudience.Customer] };

    public static TheoryData<string, NotificationPolicy> Faults => new()
    {
        { "/language", Sound with { Language = "fr" } },
        { "/quiet/from", Sound with { Quiet = new QuietTime { From = "8" } } },
        { "/quiet/to", Sound with { Quiet = new QuietTime { To = "24:00" } } },
        { "/quiet/zone", Sound with { Quiet = new QuietTime { Zone = "Mars/Base" } } },
        { "/technicalContacts/toys", Sound with { TechnicalContacts = ImmutableDictionary<string, string>.Empty.Add("toys", "not an id") } },
        { "/rules/0/to", With(Rule with { To = [] }) },
        { "/rules/0/channels", With(Rule with { Channels = [] }) },
        { "/rules/0/channels/1", With(Rule with { Channels = ["inbox", "E mail"] }) },
        { "/rules/0/template", With(Rule with { Template = "nowhere" }) },
        { "/rules/0/event", With(Rule with { Event = "slept", Template = "replied" }) },
        { "/rules/0/event", With(Rule with { Event = "noted" }) },
        { "/rules", With([.. Enumerable.Repeat(Rule, 201)]) },
        { "/templates/No Name", Template("No Name", "x", "x") },
        { "/templates/t/title/en", Template("t", "{colour}", "x") },
        { "/templates/t/title/en", Template("t", new string('x', 101), "x") },
        { "/templates/t/title/en", Template("t", "two\nlines", "x") },
        { "/templates/t/title/en", Template("t", "", "x") },
        { "/templates/t/body/en", Template("t", "x", new string('x', 1_001)) },
        { "/templates/t/body/en", Template("t", "x", "a\rb") },
    };

    [Fact]
    public void The_built_in_policy_is_sound() => Assert.Empty(NotificationValidator.Check(Sound));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, NotificationPolicy policy) =>
        Assert.Equal([pointer], NotificationValidator.Check(policy).Select(error => error.Pointer));

    [Fact]
    public void A_language_that_is_missing_and_one_that_is_not_ours_are_named()
    {
        var texts = ImmutableDictionary<string, string>.Empty.Add("en", "x").Add("fr", "x");
        var policy = Sound with { Templates = Sound.Templates.Add("t", new NotificationTemplate { Title = texts, Body = texts }) };
        Assert.Equal(
            ["/templates/t/body/fr", "/templates/t/body/zh-CN", "/templates/t/title/fr", "/templates/t/title/zh-CN"],
            NotificationValidator.Check(policy).Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_document_with_many_faults_names_them_all()
    {
        var errors = PolicyDocuments.Normalise(
            PolicyNames.Notifications, """{"language":"xx","rules":[{"event":"slept","to":["Nobody"]}],"quiet":{"from":"x"},"colour":1}""").Failure!.Errors;
        Assert.Equal(["/colour", "/language", "/quiet/from", "/rules/0/to/0"], errors.Select(error => error.Pointer).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_channel_that_nobody_registered_is_named_also_beside_other_faults()
    {
        const string Json = """{"language":"xx","rules":[{"event":"replied","to":["Customer"],"channels":["inbox","pigeon"]},{"event":"slept","to":["Lead"],"channels":["drum"]}]}""";
        Assert.Equal(
            ["/rules/0/channels/1", "/rules/1/channels/0"],
            PolicyReferences.UnknownChannels(PolicyNames.Notifications, Json, ["email", "inbox", "webhook"]).Select(error => error.Pointer));
        Assert.Empty(PolicyReferences.UnknownChannels(PolicyNames.Notifications, "{}", ["email", "inbox"]));
        Assert.Empty(PolicyReferences.UnknownChannels(PolicyNames.Sla, "{}", []));
    }

    [Fact]
    public void Every_built_in_rule_has_words_and_every_word_a_rule() =>
        Assert.Equal(Sound.Templates.Keys.Order(StringComparer.Ordinal), Sound.Rules.Select(rule => rule.Event).Order(StringComparer.Ordinal));

    [Fact]
    public void Rules_may_use_events_and_the_names_that_say_more() => Assert.All(
        (string[])["approved-return", "assigned-by-person", "ask-carrier", "quality-reported", "escalated", "closed-by-silence", "refund-failed"],
        name => Assert.True(Occasions.Names.Contains(name), name));

    private static NotificationPolicy With(params ImmutableArray<NotificationRule> rules) => Sound with { Rules = rules };

    private static NotificationPolicy Template(string name, string title, string body) => Sound with
    {
        Templates = Sound.Templates.Add(name, new NotificationTemplate { Title = Both(title), Body = Both(body) }),
    };

    private static ImmutableDictionary<string, string> Both(string english) => ImmutableDictionary<string, string>.Empty.Add("zh-CN", "中文").Add("en", english);
}
