using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Calendars;

/// <summary>The services of calendars.</summary>
public static class CalendarsRegistration
{
    /// <summary>The catalog, which every process follows. Call after the engine was added, so that its first reading finds the grains running.</summary>
    public static IServiceCollection AddCalendars(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<CalendarCatalog>()
            .AddSingleton<ICalendarSource>(provider => provider.GetRequiredService<CalendarCatalog>())
            .AddHostedService(provider => provider.GetRequiredService<CalendarCatalog>());
    }
}
