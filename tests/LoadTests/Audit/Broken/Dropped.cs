using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace AfterSales.Tests.LoadTests.Audit.Broken;

/// <summary>Leaves out the hosted services that a class registers by a factory of its own.</summary>
internal sealed class Dropped(Type registeredBy) : IServiceProviderFactory<IServiceCollection>
{
    public IServiceCollection CreateBuilder(IServiceCollection services) => services;

    public IServiceProvider CreateServiceProvider(IServiceCollection containerBuilder)
    {
        var dropped = containerBuilder.Where(IsOurs).ToList();
        Assert.NotEmpty(dropped);
        dropped.ForEach(service => containerBuilder.Remove(service));
        return containerBuilder.BuildServiceProvider();
    }

    private bool IsOurs(ServiceDescriptor service)
    {
        var owner = service is { IsKeyedService: false, ImplementationFactory: { } factory } && service.ServiceType == typeof(IHostedService) ? factory.Method.DeclaringType : null;
        return owner is not null && (owner == registeredBy || owner.DeclaringType == registeredBy);
    }
}
