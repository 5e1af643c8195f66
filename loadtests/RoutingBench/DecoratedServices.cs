using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.LoadTests.RoutingBench;

/// <summary>Puts the watch before the product's own dirty set once all services are known; the product is not changed for it.</summary>
internal sealed class DecoratedServices : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services) => services;

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        containerBuilder.AddSingleton(provider => new AssignmentWatch(provider.GetRequiredService<DirtyTickets>()));
        containerBuilder.AddSingleton<IDirtyTickets>(provider => provider.GetRequiredService<AssignmentWatch>());
        return containerBuilder.BuildServiceProvider();
    }
}
