using AfterSales.ReadModel;
using Microsoft.Extensions.DependencyInjection;

namespace AfterSales.Orders;

/// <summary>The services of orders.</summary>
public static class OrdersRegistration
{
    public static IServiceCollection AddOrders(this IServiceCollection services) => services.AddSingleton<IOrderProjector, OrderProjector>();
}
