using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Policies;
using AfterSales.Queues;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

public sealed class QueueValidatorTests
{
    private static readonly QueueDefinition Sound = QueueChangesTests.Definition("Sound");

    public static TheoryData<string, QueueDefinition> Faults => new()
    {
        { "/name", Sound with { Name = "" } },
        { "/name", Sound with { Name = new string('x', 101) } },
        { "/department", Sound with { Department = "two words" } },
        { "/mode", Sound with { Mode = (QueueMode)7 } },
        { "/offerTimeout", Sound with { OfferTimeout = TimeSpan.FromMilliseconds(999) } },
        { "/offerTimeout", Sound with { OfferTimeout = TimeSpan.FromSeconds(3_601) } },
        { "/requiredSkills/1/skill", Sound with { RequiredSkills = [new("legal"), new("juggling")] } },
        { "/requiredSkills/1/skill", Sound with { RequiredSkills = [new("legal"), new("legal", 2)] } },
        { "/requiredSkills/0/skill", Sound with { RequiredSkills = [new("lang:")] } },
        { "/requiredSkills/0/level", Sound with { RequiredSkills = [new("legal", 6)] } },
        { "/requiredSkills/0/level", Sound with { RequiredSkills = [new("legal", 0)] } },
        { "/targets/1/after", Sound with { Targets = [Target(60), Target(60)] } },
        { "/targets/0/after", Sound with { Targets = [Target(0)] } },
        { "/targets/0/skills/0/skill", Sound with { Targets = [Target(60) with { Skills = [new("juggling")] }] } },
        { "/targets", Sound with { Targets = [.. Enumerable.Range(1, 11).Select(Target)] } },
        { "/overflowQueue", Sound with { OverflowQueue = "none" } },
        { "/overflowQueue", Sound with { OverflowQueue = "sound" } },
        { "/overflowAfter", Sound with { OverflowAfter = TimeSpan.FromMinutes(1) } },
        { "/overflowAfter", Sound with { OverflowQueue = "general", OverflowAfter = TimeSpan.Zero } },
        { "/calendar", Sound with { Calendar = "none" } },
        { "/maxWaiting", Sound with { MaxWaiting = 0 } },
        { "/maxWaiting", Sound with { MaxWaiting = 1_000_001 } },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_named_where_it_is(string pointer, QueueDefinition definition) =>
        Assert.Equal([pointer], Check(definition).Select(error => error.Pointer));

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var errors = Check(Sound with { Name = "", MaxWaiting = 0, OverflowQueue = "none", RequiredSkills = [new("juggling", 9)] }, "bad id");
        Assert.Equal(
            ["/id", "/name", "/maxWaiting", "/requiredSkills/0/skill", "/requiredSkills/0/level", "/overflowQueue"], errors.Select(error => error.Pointer));
    }

    [Fact]
    public void What_may_be_is_accepted() => Assert.Empty(Check(Sound with
    {
        Department = "my-own.desk", RequiredSkills = [new("legal", 5), new("lang:fr")], Targets = [Target(1), Target(2)], MaxWaiting = 1,
        Calendar = "cn-business", OfferTimeout = TimeSpan.FromHours(1), OverflowQueue = "general", OverflowAfter = TimeSpan.FromSeconds(1),
    }));

    [Fact]
    public void Overflows_must_not_lead_in_a_circle()
    {
        var document = new QueueCatalogDocument(5, [Queue("a", "b"), Queue("b", "c"), Queue("c", null), Queue("d", null)]);
        Assert.Equal("/overflowQueue", Assert.Single(QueueValidator.Check("c", Sound with { OverflowQueue = "a" }, document, new RoutingPolicy(), BuiltInCalendars.Set)).Pointer);
        Assert.Empty(QueueValidator.Check("d", Sound with { OverflowQueue = "a" }, document, new RoutingPolicy(), BuiltInCalendars.Set));
    }

    [Fact]
    public void There_may_be_500_queues()
    {
        var document = new QueueCatalogDocument(5, [.. Enumerable.Range(0, 500).Select(i => Queue($"q-{i}", null))]);
        Assert.Equal("/id", Assert.Single(QueueValidator.Check("one-more", Sound, document, new RoutingPolicy(), BuiltInCalendars.Set)).Pointer);
        Assert.Empty(QueueValidator.Check("q-7", Sound, document, new RoutingPolicy(), BuiltInCalendars.Set));
    }

    private static RelaxedTarget Target(int seconds) => new(TimeSpan.FromSeconds(seconds), []);

    private static QueueDocument Queue(string id, string? overflow) => new(id, 1, Sound with { OverflowQueue = overflow }, null, null);

    private static ImmutableArray<FieldError> Check(QueueDefinition definition, string id = "sound") =>
        QueueValidator.Check(id, definition, BuiltInQueues.Document, new RoutingPolicy(), BuiltInCalendars.Set);
}
