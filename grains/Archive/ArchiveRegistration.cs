using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Archive;

/// <summary>Registration of the archive.</summary>
public static class ArchiveRegistration
{
    /// <summary>The job that archives closed cases; silos only, after <c>AddFollowers</c>. Reading archived cases needs nothing.</summary>
    /// <param name="services">The host's services.</param>
    /// <param name="retention">Section with <see cref="RetentionOptions"/>.</param>
    public static IServiceCollection AddArchive(this IServiceCollection services, IConfiguration retention)
    {
        services.AddOptions<RetentionOptions>().Bind(retention).ValidateDataAnnotations().ValidateOnStart();
        services.AddMetrics();
        services.AddSingleton<ArchiveMetrics>();
        services.AddSingleton<CaseArchive>();
        services.AddSingleton<ArchiveJob>();
        services.AddHostedService(provider => provider.GetRequiredService<ArchiveJob>());
        return services;
    }
}
