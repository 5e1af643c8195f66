using AfterSales.Calendars;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans;
using Xunit;
using static AfterSales.Tests.Domain.Calendars.Make;

namespace AfterSales.Tests.Domain.Calendars;

public sealed class CalendarCatalogTests : IDisposable
{
    private readonly ICalendarCatalogGrain _stored = Substitute.For<ICalendarCatalogGrain>();
    private readonly CalendarCatalog _catalog;

    public CalendarCatalogTests()
    {
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ICalendarCatalogGrain>(ICalendarCatalogGrain.Key).Returns(_stored);
        _catalog = new CalendarCatalog(grains, TimeProvider.System, NullLogger<CalendarCatalog>.Instance);
    }

    public void Dispose() => _catalog.Dispose();

    [Fact]
    public void Before_the_first_reading_the_shipped_calendar_is_there_as_revision_0() =>
        Assert.Equal((0, true), (_catalog.Current.Revision, _catalog.Current.Has("cn-business")));

    [Fact]
    public async Task A_newer_catalog_replaces_the_set_and_what_did_not_change_stays_as_it_is()
    {
        Stored(3, Document("a", 1), Document("b", 1));
        await _catalog.Refresh();
        var (a, b) = (_catalog.Current.Find("a"), _catalog.Current.Find("b"));
        Stored(4, Document("a", 1), Document("b", 2));
        await _catalog.Refresh();
        Assert.Same(a, _catalog.Current.Find("a"));
        Assert.NotSame(b, _catalog.Current.Find("b"));
        Stored(3, Document("a", 1));
        await _catalog.Refresh();
        Assert.Equal(4, _catalog.Current.Revision);
    }

    [Fact]
    public async Task It_asks_for_what_it_does_not_know_and_keeps_its_set_when_that_is_nothing()
    {
        Stored(3, Document("a", 1));
        await _catalog.Refresh();
        var before = _catalog.Current;
        _stored.GetAll(3).Returns(new Outcome<CalendarAnswer> { Value = new CalendarAnswer(null) });
        await _catalog.Refresh();
        Assert.Same(before, _catalog.Current);
        await _stored.Received(1).GetAll(3);
    }

    [Fact]
    public async Task What_cannot_be_read_leaves_the_last_known_set()
    {
        Stored(3, Document("a", 1));
        await _catalog.Refresh();
        _stored.GetAll(3).ThrowsAsync(new TimeoutException());
        await _catalog.Refresh();
        Stored(4, Document("broken", 1, "Nowhere"));
        await _catalog.Refresh();
        Assert.Equal((3, true), (_catalog.Current.Revision, _catalog.Current.Has("a")));
    }

    [Fact]
    public void No_calendar_and_one_that_is_not_known_is_around_the_clock()
    {
        var (now, hour) = (new DateTimeOffset(2026, 3, 8, 3, 0, 0, TimeSpan.Zero), TimeSpan.FromHours(1));
        foreach (var id in new[] { null, "unknown" })
        {
            Assert.Equal(now + hour, BuiltInCalendars.Set.Add(id, now, hour));
            Assert.Equal(hour, BuiltInCalendars.Set.Between(id, now, now + hour));
        }

        Assert.Equal(TimeSpan.Zero, BuiltInCalendars.Set.Between("cn-business", now, now + hour));
    }

    private static CalendarDocument Document(string id, int version, string zone = "UTC") =>
        new(id, version, Definition(zone, Weekdays(Office)), null, null);

    private void Stored(int revision, params CalendarDocument[] calendars) => _stored.GetAll(Arg.Any<int>())
        .Returns(new Outcome<CalendarAnswer> { Value = new CalendarAnswer(new CalendarCatalogDocument(revision, [.. calendars])) });
}
