using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Product;

/// <summary>The product as a process of its own, as <c>./run</c> starts it.</summary>
internal static class ProductService
{
    public static Task<ServiceProcess> Start(Uri url, string connectionString, string key) => ServiceProcess.Start(
        Path.Combine(AppContext.BaseDirectory, "AfterSales.Silo.dll"),
        ["serve", "--role", "all", "--url", url.ToString().TrimEnd('/'), "--database", "bench"],
        ProductSettings.Environment(connectionString, key),
        "AfterSales is ready:");
}
