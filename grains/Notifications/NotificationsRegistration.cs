using AfterSales.Followers;
using AfterSales.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace AfterSales.Notifications;

/// <summary>Registration of notifications.</summary>
public static class NotificationsRegistration
{
    /// <summary>Inboxes and contacts: every process that serves the API. After <c>AddReadModelQueries</c> or <c>AddReadModel</c>.</summary>
    public static IServiceCollection AddInbox(this IServiceCollection services)
    {
        services.AddSingleton<ContactStore>();
        services.AddSingleton<IContacts>(provider => provider.GetRequiredService<ContactStore>());
        services.AddSingleton<IInbox, InboxReader>();
        return services;
    }

    /// <summary>The follower that makes notifications and the services that send them. Silos only, after <c>AddInbox</c> and <c>AddFollowers</c>.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="notifications">Section with <see cref="NotificationOptions"/>.</param>
    /// <param name="mail">Section with <see cref="MailOptions"/>.</param>
    /// <param name="webhook">Section with <see cref="NotificationWebhookOptions"/>.</param>
    public static IServiceCollection AddNotifications(
        this IServiceCollection services, IConfiguration notifications, IConfiguration mail, IConfiguration webhook)
    {
        services.AddOptions<NotificationOptions>().Bind(notifications).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<MailOptions>().Bind(mail).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        services.AddOptions<NotificationWebhookOptions>().Bind(webhook).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NotificationWebhookOptions>, NotificationWebhookOptionsValidator>();
        services.TryAddSingleton<IHostAddresses, DnsAddresses>();
        services.TryAddSingleton<WebhookClient>();
        services.AddSingleton<NotificationMetrics>();
        services.AddNotificationChannel<InboxChannel>();
        services.AddNotificationChannel<EmailChannel>();
        services.AddNotificationChannel<WebhookChannel>();
        services.AddSingleton<NoticeLog>();
        services.AddSingleton<NoticeCases>();
        services.AddSingleton<NoticeWriter>();
        services.AddSingleton<NotificationWork>();
        services.AddSingleton<ParkedNotices>();
        services.AddSingleton<NoticeRetention>();
        services.AddSingleton<Outbox>();
        services.AddSingleton<NoticeSender>();
        services.AddLogFollower<NotificationConsumer>();
        services.AddHostedService<NotificationUpkeep>();
        services.AddHostedService<ChannelSender>();
        return services;
    }

    /// <summary>One more way to reach people.</summary>
    internal static IServiceCollection AddNotificationChannel<TChannel>(this IServiceCollection services)
        where TChannel : class, INotificationChannel => services.AddSingleton<INotificationChannel, TChannel>();
}
