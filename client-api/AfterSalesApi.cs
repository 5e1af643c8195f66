using AfterSales.Api.Admission;
using AfterSales.Api.Agents;
using AfterSales.Api.Auth;
using AfterSales.Api.Calendars;
using AfterSales.Api.Contacts;
using AfterSales.Api.Customers;
using AfterSales.Api.Deadlines;
using AfterSales.Api.Dev;
using AfterSales.Api.Documents;
using AfterSales.Api.Events;
using AfterSales.Api.Health;
using AfterSales.Api.Hosting;
using AfterSales.Api.Inbox;
using AfterSales.Api.Intake;
using AfterSales.Api.Live;
using AfterSales.Api.Metrics;
using AfterSales.Api.Orders;
using AfterSales.Api.Policies;
using AfterSales.Api.Problems;
using AfterSales.Api.Queues;
using AfterSales.Api.Tickets;
using AfterSales.Api.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Api;

/// <summary>The REST front as a host sees it.</summary>
public static class AfterSalesApi
{
    /// <summary>
    /// Adds what the endpoints need. The host adds <c>IGrainFactory</c>, <c>ITicketQueries</c>, <c>IReadLag</c>, <c>IPolicySource</c>,
    /// <c>IQueueSource</c>, <c>IBusinessClock</c>, <c>IEventExport</c>, <c>ILiveFeed</c>, <c>IInbox</c>, <c>IContacts</c>, <c>IWebhooks</c>, <c>IReadiness</c> and, in
    /// Development, <c>IClockJourney</c>. Options are bound to the
    /// sections <c>Auth</c> and <c>Admission</c> and validated at start.
    /// </summary>
    public static IServiceCollection AddAfterSalesApi(this IServiceCollection services, IConfiguration configuration, IHostEnvironment environment)
    {
        services.AddAfterSalesAuth(configuration, environment);
        services.AddAdmission(configuration);
        services.AddDocuments();
        services.AddSingleton<MetricsCollector>();
        services.AddSingleton<QueuePlace>();
        services.AddLive();
        services.ConfigureOptions<KestrelLimits>();
        return services;
    }

    /// <summary>Adds the middleware and every endpoint. Call once, before the host starts.</summary>
    public static WebApplication MapAfterSalesApi(this WebApplication app)
    {
        // Listens from the start, not from the first scrape on.
        app.Services.GetRequiredService<MetricsCollector>();
        app.UseMiddleware<ProblemMiddleware>();
        app.MapDocuments();
        app.UseRouting();
        app.UseMiddleware<LaneMiddleware>();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseMiddleware<RateMiddleware>();
        app.MapTicketsEndpoints();
        app.MapAgentsEndpoints();
        app.MapQueuesEndpoints();
        app.MapCalendarsEndpoints();
        app.MapOrdersEndpoints();
        app.MapCustomersEndpoints();
        app.MapContactsEndpoints();
        app.MapInboxEndpoints();
        app.MapIntakeEndpoints();
        app.MapPoliciesEndpoints();
        app.MapDeadlinesEndpoints();
        app.MapEventsEndpoints();
        app.MapWebhooksEndpoints();
        app.MapLiveEndpoints();
        app.MapClockEndpoint();
        app.MapHealthEndpoints();
        app.MapMetricsEndpoints();
        app.MapOpenApiEndpoints();
        return app;
    }
}
