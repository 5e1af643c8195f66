using System.Xml;
using AfterSales.Calendars;
using AfterSales.Sla;

namespace AfterSales.Tickets;

/// <summary>Every promise of a case as one caller may see it: what departments promise each other is nothing to the customer. Pure.</summary>
internal static class ClockViews
{
    public static ImmutableArray<ClockView> Render(TicketState state, Caller caller, DateTimeOffset now, CalendarSet calendars)
    {
        var views = ImmutableArray.CreateBuilder<ClockView>(state.Clocks.Length);
        foreach (var clock in state.Clocks)
        {
            if (caller.IsStaff || clock.Terms.Type == SlaType.SLA)
            {
                views.Add(Render(clock, caller, now, calendars));
            }
        }

        return views.DrainToImmutable();
    }

    private static ClockView Render(TicketClock clock, Caller caller, DateTimeOffset now, CalendarSet calendars)
    {
        var (target, consumed) = (ClockTime.Target(clock.Terms), ClockTime.Consumed(clock, now, calendars));
        var text = clock.Terms.Calendar is null ? XmlConvert.ToString : (Func<TimeSpan, string>)WorkingTime;
        return new ClockView(
            clock.Name,
            clock.Terms.Type,
            clock.Status,
            text(target),
            text(consumed),
            text(target - consumed),
            clock.IsRunning ? clock.Due : null,
            clock.Breached,
            caller.IsStaff && clock.Warned > 0 ? clock.Warned : null,
            clock.Terms.Calendar);
    }

    /// <summary>In hours at most: 24 hours of work are no day.</summary>
    private static string WorkingTime(TimeSpan time)
    {
        var hours = Math.Truncate(time.Duration().TotalHours);
        var below = time.Duration() - TimeSpan.FromHours(hours);
        return hours == 0
            ? XmlConvert.ToString(time)
            : $"{(time < TimeSpan.Zero ? "-" : "")}PT{hours:0}H{(below == TimeSpan.Zero ? "" : XmlConvert.ToString(below)[2..])}";
    }
}
