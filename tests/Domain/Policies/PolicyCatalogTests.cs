using AfterSales.Calendars;
using AfterSales.Policies;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;

namespace AfterSales.Tests.Domain.Policies;

public sealed class PolicyCatalogTests : IDisposable
{
    private readonly IGrainFactory _grains = Substitute.For<IGrainFactory>();
    private readonly Dictionary<string, IPolicyGrain> _policies = PolicyNames.All.ToDictionary(name => name, _ => Substitute.For<IPolicyGrain>());
    private readonly ICalendarSource _calendars = Substitute.For<ICalendarSource>();
    private readonly PolicyCatalog _catalog;

    public PolicyCatalogTests()
    {
        foreach (var (name, grain) in _policies)
        {
            _grains.GetGrain<IPolicyGrain>($"policy:{name}").Returns(grain);
            Published(name, 1, PolicyDocuments.Text(name, PolicySet.Default));
        }

        _calendars.Current.Returns(new CalendarSet(BuiltInCalendars.Document));
        _catalog = new PolicyCatalog(_grains, _calendars, TimeProvider.System, NullLogger<PolicyCatalog>.Instance);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public async Task The_built_in_policies_hold_until_others_are_published()
    {
        await _catalog.Refresh();
        Assert.True(_catalog.IsLoaded);
        Assert.Same(PolicySet.Default, _catalog.Current);
    }

    [Fact]
    public async Task A_published_version_comes_into_force_and_the_others_stay()
    {
        Published(PolicyNames.Review, 4, """{"maxTags":3}""");
        await _catalog.Refresh();
        Assert.Equal((4, 3), (_catalog.Current.Review.Version, _catalog.Current.Review.Policy.MaxTags));
        Assert.Same(PolicySet.Default.Triage, _catalog.Current.Triage);
    }

    [Fact]
    public async Task An_older_answer_does_not_replace_a_newer_one()
    {
        Published(PolicyNames.Review, 4, """{"maxTags":3}""");
        await _catalog.Refresh();
        Published(PolicyNames.Review, 3, """{"maxTags":9}""");
        await _catalog.Refresh();
        Assert.Equal(4, _catalog.Current.Review.Version);
    }

    [Fact]
    public async Task What_cannot_be_read_leaves_the_last_known_version()
    {
        Published(PolicyNames.Review, 2, """{"maxTags":3}""");
        await _catalog.Refresh();
        _policies[PolicyNames.Review].Get().ThrowsAsync(new TimeoutException());
        Published(PolicyNames.Triage, 2, """{"from":"newer code"}""");
        Published(PolicyNames.Eligibility, 2, """{"maxTicketsPerLine":6}""");
        await _catalog.Refresh();
        Assert.Equal((2, 1, 2), (_catalog.Current.Review.Version, _catalog.Current.Triage.Version, _catalog.Current.Eligibility.Version));
    }

    [Fact]
    public async Task It_is_not_loaded_while_a_policy_was_never_read()
    {
        _policies[PolicyNames.Intake].Get().ThrowsAsync(new TimeoutException());
        await _catalog.Refresh();
        Assert.False(_catalog.IsLoaded);
    }

    [Fact]
    public async Task A_start_reads_before_it_ends()
    {
        Published(PolicyNames.Review, 2, """{"maxTags":3}""");
        await _catalog.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, _catalog.Current.Review.Version);
        await _catalog.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_policy_waits_for_the_calendar_it_names()
    {
        Published(PolicyNames.Deadlines, 2, WithCalendar("shop-hours"));
        await _catalog.Refresh();
        Assert.Equal((1, false), (_catalog.Current.Deadlines.Version, _catalog.IsLoaded));

        var known = BuiltInCalendars.Document with { Calendars = [.. BuiltInCalendars.Document.Calendars, BuiltInCalendars.Document.Calendars[0] with { Id = "shop-hours" }] };
        _calendars.When(source => source.Refresh()).Do(_ => _calendars.Current.Returns(new CalendarSet(known)));
        await _catalog.Refresh();
        Assert.Equal((2, true), (_catalog.Current.Deadlines.Version, _catalog.IsLoaded));
    }

    [Fact]
    public async Task A_calendar_that_does_not_exist_does_not_hold_a_policy_back_for_ever()
    {
        Published(PolicyNames.Deadlines, 2, WithCalendar("nowhere"));
        for (var n = 0; n < 4; n++)
        {
            await _catalog.Refresh();
            Assert.Equal(1, _catalog.Current.Deadlines.Version);
        }

        await _catalog.Refresh();
        Assert.Equal(2, _catalog.Current.Deadlines.Version);
        await _calendars.Received(5).Refresh();
    }

    private static string WithCalendar(string calendar) =>
        $$"""{"rules":[{"name":"r","steps":["UnderReview"],"party":"Reviewer","afterSeconds":60,"effect":"Escalate","calendar":"{{calendar}}"}]}""";

    private void Published(string name, int version, string json) =>
        _policies[name].Get().Returns(new Outcome<PolicyDocument> { Value = new PolicyDocument(name, version, json, null, null) });
}
