using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Deadlines;

/// <summary>The services of deadlines.</summary>
public static class DeadlinesRegistration
{
    /// <summary>Silos only: keeps extensions at work. Call after the engine was added. An <see cref="IOpenDeadlines"/> must be registered too.</summary>
    public static IServiceCollection AddDeadlines(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddHostedService<ExtensionKeeper>();
    }
}
