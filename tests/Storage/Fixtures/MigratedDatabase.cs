using AfterSales.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace AfterSales.Tests.Storage.Fixtures;

/// <summary>A database of its own with the schema of this build.</summary>
public sealed class MigratedDatabase : EmptyDatabase
{
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        if (PostgresServer.IsGiven)
        {
            await new Migrator(Source, Migration.All, NullLogger<Migrator>.Instance).Apply(CancellationToken.None);
        }
    }
}
