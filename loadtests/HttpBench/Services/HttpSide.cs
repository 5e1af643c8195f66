using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Reference.Service;
using AfterSales.LoadTests.Reference.Store;
using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.HttpBench.Services;

/// <summary>One of the two services: how it is started on an empty database, and when its lists are complete.</summary>
/// <param name="Name">How reports call it.</param>
/// <param name="Start">Starts it.</param>
/// <param name="SettledCases">Statement that counts completed cases in its lists.</param>
internal sealed record HttpSide(string Name, Func<Uri, BenchDatabase, string, Task<ServiceProcess>> Start, string SettledCases)
{
    /// <summary>Connections of the reference's pool; more only makes two cores switch more.</summary>
    private const int ReferenceConnections = 24;

    public static HttpSide Product { get; } = new(
        "AfterSales over HTTP",
        (url, database, key) => ProductService.Start(url, database.ConnectionString, key),
        "select count(*) from ticket_view where settled");

    public static HttpSide Reference { get; } = new(
        "row-per-command service over HTTP",
        async (url, database, key) =>
        {
            await using (var pool = database.Open(1))
            {
                await ReferenceSchema.Create(pool);
            }

            return await ReferenceCommand.Start(url, database.PooledConnectionString(ReferenceConnections), key);
        },
        "select count(*) from ticket where settled");
}
