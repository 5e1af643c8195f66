using AfterSales.Calendars;
using AfterSales.Log;
using AfterSales.Policies;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Sla;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace AfterSales.Tickets;

public static class TicketsRegistration
{
    /// <summary>What ticket activations share, and the projector that the follower folds tickets with.</summary>
    public static IServiceCollection AddTickets(this IServiceCollection services)
    {
        services.AddSingleton(provider => new EventStreamServices(
            provider.GetRequiredService<IEventLog>(), provider.GetRequiredService<IBusinessClock>(), provider.GetRequiredService<MembershipEpoch>()));
        services.AddSingleton(provider => new TicketGrainServices(
            provider.GetRequiredService<EventStreamServices>(),
            provider.GetRequiredService<IPolicySource>(),
            provider.GetRequiredService<IDirtyTickets>(),
            provider.GetRequiredService<IQueueSource>(),
            provider.GetRequiredService<ICalendarSource>(),
            provider.GetRequiredService<IDueFeed>())
        {
            Adoption = provider.GetRequiredService<Adoption>(),
        });
        services.AddSingleton(provider => new Adoption(provider.GetRequiredService<IBusinessClock>(), provider.GetRequiredService<IOptions<SlaOptions>>()));
        services.AddSingleton<ITicketProjector, TicketProjector>();
        return services;
    }
}
