using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Sla;

/// <summary>The services of the wheel.</summary>
public static class SlaRegistration
{
    /// <summary>Silos only.</summary>
    public static IServiceCollection AddSlaWheel(this IServiceCollection services) => services.AddSingleton<IDueFeed, NoFeed>();

    private sealed class NoFeed : IDueFeed
    {
        public void Mark(DueFacts facts)
        {
        }
    }
}
