using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace AfterSales.Policies;

/// <summary>The services of policies.</summary>
public static class PoliciesRegistration
{
    /// <summary>Call after the engine was added, so that the catalog's first reading finds the grains running.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton<PolicyCatalog>()
            .AddSingleton<PolicyReferences>()
            .AddSingleton<RecentCases>()
            .AddSingleton<OpeningReader>()
            .AddSingleton<PromiseSimulator>()
            .AddSingleton<IPolicySimulator, PolicySimulator>()
            .AddSingleton<IPolicySource>(provider => provider.GetRequiredService<PolicyCatalog>())
            .AddHostedService(provider => provider.GetRequiredService<PolicyCatalog>());
    }
}
