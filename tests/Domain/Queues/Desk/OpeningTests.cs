using System.Collections.Immutable;
using AfterSales.Calendars;
using AfterSales.Tests.Domain.Calendars;
using Xunit;

namespace AfterSales.Tests.Domain.Queues;

/// <summary>The shard's actor follows the calendar its queue names; it is 12:00 as a test begins.</summary>
public sealed class OpeningTests
{
    [Fact]
    public Task The_opening_hands_out_what_waited() => DeskWorld.Run(async () =>
    {
        using var world = Closed("12:01-18:00");
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(59);
        Assert.Empty(ticket.Taken);

        // Two cases of 300 s and 20 places: 30 s from the opening on.
        Assert.Equal(TimeSpan.FromSeconds(31), (await world.Desk.Stats()).Value!.ExpectedWait);
        await world.Settle(2);
        Assert.Single(ticket.Taken);
    });

    [Fact]
    public Task A_changed_calendar_opens_the_queue() => DeskWorld.Run(async () =>
    {
        using var world = Closed("20:00-21:00");
        var ticket = world.Ticket(Floor.Id(1));
        await world.Settle(5);
        Assert.Empty(ticket.Taken);
        world.Calendars.Current = Desk("11:00-21:00", version: 2);
        await world.Settle(1);
        Assert.Single(ticket.Taken);
    });

    [Fact]
    public Task A_calendar_that_is_not_known_here_closes_nothing() => DeskWorld.Run(async () =>
    {
        using var world = Closed("20:00-21:00");
        world.Calendars.Current = new CalendarSet(new CalendarCatalogDocument(1, []));
        await world.Settle(1);
        Assert.Single(world.Ticket(Floor.Id(1)).Taken);
    });

    private static DeskWorld Closed(string hours)
    {
        var world = new DeskWorld();
        world.Calendars.Current = Desk(hours, version: 1);
        world.Define(Floor.Definition() with { Calendar = "desk" }, 2);
        world.Agent("a");
        world.Ticket(Floor.Id(1));
        return world;
    }

    private static CalendarSet Desk(string hours, int version)
    {
        var definition = Make.Definition("UTC", Make.EveryDay(Make.Hours(hours)));
        return new CalendarSet(new CalendarCatalogDocument(version, [new CalendarDocument("desk", version, definition, null, null)]));
    }
}
