using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Calendars;

/// <summary>The services of calendars.</summary>
public static class CalendarsRegistration
{
    /// <summary>Call after the engine was added, so that the catalog's first reading finds the grains running.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services) => services.AddSingleton<ICalendarSource, BuiltInSource>();

    private sealed class BuiltInSource : ICalendarSource
    {
        public CalendarSet Current => BuiltInCalendars.Set;

        public Task Refresh() => Task.CompletedTask;
    }
}
