using AfterSales.Followers;
using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace AfterSales.Webhooks;

/// <summary>Registration of outgoing webhooks.</summary>
public static class WebhooksRegistration
{
    /// <summary>Endpoints and their deliveries, for a process that serves the API; after the read model.</summary>
    public static IServiceCollection AddWebhooks(this IServiceCollection services)
    {
        services.AddOptions<WebhookOptions>().BindConfiguration("Webhooks").ValidateDataAnnotations()
            .Validate(webhooks => webhooks.HasGoodDelays, "Webhooks:RetryDelaysSeconds must be at most 30 values of 1 to 604,800.")
            .Validate(webhooks => webhooks.MaxCircuitSeconds >= webhooks.CircuitSeconds, "Webhooks:MaxCircuitSeconds must be at least Webhooks:CircuitSeconds.")
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(provider => new WebhookDb(provider.GetRequiredKeyedService<NpgsqlDataSource>(ReadModelServices.DataSourceKey)));
        services.TryAddSingleton<IWebhookClock, DatabaseClock>();
        services.AddSingleton<RequestShare>();
        services.AddSingleton<EndpointTable>();
        services.AddSingleton<EndpointCreation>();
        services.AddSingleton<DeliveryList>();
        services.AddSingleton<Replays>();
        services.AddSingleton<IWebhooks, WebhookDirectory>();
        return services;
    }

    /// <summary>The follower that fills the outbox and the sender that empties it; silos only, after <see cref="AddWebhooks"/> and <c>AddFollowers</c>.</summary>
    public static IServiceCollection AddWebhookDelivery(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<WebhookMetrics>();
        services.AddSingleton<Subscriptions>();
        services.AddSingleton<NoticeReader>();
        services.AddSingleton<WebhookOutbox>();
        services.AddSingleton<ParkedCases>();
        services.AddLogFollower<WebhookConsumer>();

        services.TryAddSingleton<IHostAddresses, DnsAddresses>();
        services.AddSingleton<WebhookClient>();
        services.AddSingleton<DeliveryQueue>();
        services.AddSingleton<DeliveryRecorder>();
        services.AddSingleton<DueEndpoints>();
        services.AddSingleton<SendingRound>();
        services.AddSingleton<Retention>();
        services.AddSingleton<GivingUp>();
        services.AddSingleton<WebhookUpkeep>();
        services.AddHostedService<WebhookSender>();
        return services;
    }
}
