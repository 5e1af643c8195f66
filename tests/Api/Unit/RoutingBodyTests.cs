using System.Text;
using AfterSales.Api.Agents;
using AfterSales.Api.Http;
using AfterSales.Api.Queues;
using AfterSales.Queues;
using AfterSales.Routing;
using Xunit;

namespace AfterSales.Tests.Api.Unit;

/// <summary>Bodies of agents and queues: what they become, what is refused and where.</summary>
public sealed class RoutingBodyTests
{
    [Fact]
    public void Of_an_agent_only_the_name_is_needed()
    {
        var profile = Parse(AgentRules.Agent, """{"name":"Li"}""").Value!.ToProfile();
        Assert.Equal(("Li", 100), (profile.Name, profile.Capacity));
        Assert.Equal([Departments.Service], profile.Departments);
        Assert.Empty(profile.Skills);
        Assert.Empty(profile.Languages);
    }

    [Fact]
    public void A_skill_without_a_level_is_of_level_one()
    {
        var skills = Parse(AgentRules.Agent, """{"name":"Li","skills":[{"skill":"refund"},{"skill":"legal","level":5}]}""").Value!.ToProfile().Skills;
        Assert.Equal([new SkillLevel("refund", 1), new SkillLevel("legal", 5)], skills);
    }

    [Fact]
    public void Every_wrong_value_of_an_agent_is_named_with_its_pointer()
    {
        var failure = Parse(
            AgentRules.Agent,
            """
            {"name":" ","team":"a\nb","languages":["zh","zh","e","EN"],"capacity":10001,"departments":["two words",""],
             "skills":[{"skill":"refund","level":0},{"skill":"refund","level":6},{"skill":""}]}
            """).Failure!;
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Equal(
            [
                "/capacity", "/departments/0", "/departments/1", "/languages/1", "/languages/2", "/languages/3", "/name",
                "/skills/0/level", "/skills/1/level", "/skills/1/skill", "/skills/2/skill", "/team",
            ],
            Pointers(failure));
    }

    [Theory]
    [InlineData("""{"name":"Li","colour":1}""", FailureCodes.UnknownField, "/colour")]
    [InlineData("""{"name":"Li","skills":[{"skill":"refund","colour":1}]}""", FailureCodes.UnknownField, "/skills/0/colour")]
    [InlineData("""{"name":"Li","skills":[null]}""", FailureCodes.InvalidValue, "/skills/0")]
    [InlineData("""{"name":"Li","languages":["zh",null]}""", FailureCodes.InvalidValue, "/languages/1")]
    [InlineData("""{"name":"Li","departments":[null]}""", FailureCodes.InvalidValue, "/departments/0")]
    [InlineData("""{"name":"Li","skills":[{}]}""", FailureCodes.InvalidValue, "/skills/0/skill")]
    [InlineData("""{"name":"Li","capacity":"100"}""", FailureCodes.InvalidValue, "/capacity")]
    [InlineData("""{"name":"Li","capacity":0}""", FailureCodes.InvalidValue, "/capacity")]
    [InlineData("""{}""", FailureCodes.InvalidValue, "/name")]
    public void An_agents_body_is_strict(string body, string code, string pointer) => AssertRefused(Parse(AgentRules.Agent, body), code, pointer);

    [Fact]
    public void Lists_of_an_agent_are_bounded()
    {
        var languages = string.Join(',', Enumerable.Range(0, 21).Select(n => $"\"l{(char)('a' + n)}\""));
        var skills = string.Join(',', Enumerable.Range(0, 51).Select(n => $"{{\"skill\":\"s{n}\"}}"));
        var departments = string.Join(',', Enumerable.Range(0, 21).Select(n => $"\"d{n}\""));
        var body = $$"""{"name":"Li","languages":[{{languages}}],"skills":[{{skills}}],"departments":[{{departments}}]}""";
        Assert.Equal(["/departments", "/languages", "/skills"], Pointers(Parse(AgentRules.Agent, body).Failure!));
    }

    [Theory]
    [InlineData("""{"presence":"Asleep"}""", FailureCodes.InvalidValue, "/presence")]
    [InlineData("""{"presence":1}""", FailureCodes.InvalidValue, "/presence")]
    [InlineData("""{"reason":"lunch"}""", FailureCodes.InvalidValue, "/presence")]
    [InlineData("""{"presence":"Away","reason":" "}""", FailureCodes.InvalidValue, "/reason")]
    [InlineData("""{"presence":"Away","until":"noon"}""", FailureCodes.UnknownField, "/until")]
    public void A_presence_is_one_of_four(string body, string code, string pointer) => AssertRefused(Parse(AgentRules.Presence, body), code, pointer);

    [Fact]
    public void Of_a_queue_only_the_name_is_needed()
    {
        var queue = Parse(QueueRules.Queue, """{"name":"Night"}""").Value!.ToDefinition();
        Assert.Equal(
            ("Night", Departments.Service, QueueMode.Auto, TimeSpan.FromSeconds(30)), (queue.Name, queue.Department, queue.Mode, queue.OfferTimeout));
        Assert.Empty(queue.RequiredSkills);
        Assert.Empty(queue.Targets);
        Assert.Equal((null, null, null), (queue.OverflowQueue, queue.OverflowAfter, queue.MaxWaiting));
    }

    [Fact]
    public void A_queue_is_read_as_it_is_written()
    {
        var queue = Parse(
            QueueRules.Queue,
            """
            {"name":"Night","department":"night-desk","mode":"offer","offerTimeout":"PT1M30S","requiredSkills":[{"skill":"refund","level":3}],
             "targets":[{"after":"PT1M","skills":[{"skill":"refund"}]},{"after":"P1D","skills":[]}],"overflowQueue":"general","overflowAfter":"PT2H","maxWaiting":7,
             "calendar":"cn-business"}
            """).Value!.ToDefinition();
        Assert.Equal(("night-desk", QueueMode.Offer, TimeSpan.FromSeconds(90)), (queue.Department, queue.Mode, queue.OfferTimeout));
        Assert.Equal([new SkillLevel("refund", 3)], queue.RequiredSkills);
        Assert.Equal([TimeSpan.FromMinutes(1), TimeSpan.FromDays(1)], queue.Targets.Select(target => target.After));
        Assert.Equal([new SkillLevel("refund")], queue.Targets[0].Skills);
        Assert.Equal(("general", TimeSpan.FromHours(2), 7, "cn-business"), (queue.OverflowQueue, queue.OverflowAfter, queue.MaxWaiting, queue.Calendar));
    }

    [Fact]
    public void Every_wrong_value_of_a_queue_is_named_with_its_pointer()
    {
        var failure = Parse(
            QueueRules.Queue,
            """
            {"name":"","department":"two words","offerTimeout":"PT0.5S","requiredSkills":[{"skill":"a","level":9}],"overflowQueue":"no spaces",
             "targets":[{"after":"PT2M","skills":[]},{"after":"PT1M","skills":[{"skill":"a"},{"skill":"a"}]}],"overflowAfter":"P31D","maxWaiting":0}
            """).Failure!;
        Assert.Equal(FailureCodes.InvalidValue, failure.Code);
        Assert.Equal(
            [
                "/department", "/maxWaiting", "/name", "/offerTimeout", "/overflowAfter", "/overflowQueue", "/requiredSkills/0/level", "/targets/1/after",
                "/targets/1/skills/1/skill",
            ],
            Pointers(failure));
    }

    [Theory]
    [InlineData("""{"name":"q","hours":"24x7"}""", FailureCodes.UnknownField, "/hours")]
    [InlineData("""{"name":"q","calendar":"no spaces"}""", FailureCodes.InvalidValue, "/calendar")]
    [InlineData("""{"name":"q","mode":"push"}""", FailureCodes.InvalidValue, "/mode")]
    [InlineData("""{"name":"q","mode":1}""", FailureCodes.InvalidValue, "/mode")]
    [InlineData("""{"name":"q","offerTimeout":30}""", FailureCodes.InvalidValue, "/offerTimeout")]
    [InlineData("""{"name":"q","offerTimeout":"00:00:30"}""", FailureCodes.InvalidValue, "/offerTimeout")]
    [InlineData("""{"name":"q","offerTimeout":"PT61M"}""", FailureCodes.InvalidValue, "/offerTimeout")]
    [InlineData("""{"name":"q","offerTimeout":"-PT30S"}""", FailureCodes.InvalidValue, "/offerTimeout")]
    [InlineData("""{"name":"q","targets":[null]}""", FailureCodes.InvalidValue, "/targets/0")]
    [InlineData("""{"name":"q","targets":[{"after":"PT1M"}]}""", FailureCodes.InvalidValue, "/targets/0/skills")]
    [InlineData("""{"name":"q","maxWaiting":1000001}""", FailureCodes.InvalidValue, "/maxWaiting")]
    public void A_queues_body_is_strict(string body, string code, string pointer) => AssertRefused(Parse(QueueRules.Queue, body), code, pointer);

    private static void AssertRefused<T>(Outcome<T> parsed, string code, string pointer)
    {
        Assert.Equal(code, parsed.Failure?.Code);
        Assert.Contains(pointer, Pointers(parsed.Failure!));
    }

    private static IEnumerable<string> Pointers(Failure failure) => failure.Errors.Select(error => error.Pointer).Order(StringComparer.Ordinal);

    private static Outcome<T> Parse<T>(BodyBinding<T> binding, string body)
        where T : class => binding.Parse(Encoding.UTF8.GetBytes(body));
}
