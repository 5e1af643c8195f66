namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>One intact shop for all tests that damage a copy of something and mend it again.</summary>
public sealed class AuditFixture : IAsyncLifetime
{
    internal HostedSystem? System { get; private set; }

    internal TestShop? Shop { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Servers.Test is not null)
        {
            System = await HostedSystem.Start();
            Shop = new TestShop(System);
            await Shop.Run();
        }
    }

    public async ValueTask DisposeAsync()
    {
        Shop?.Dispose();
        if (System is not null)
        {
            await System.DisposeAsync();
        }
    }
}

/// <summary>One after the other: hosts and audits share two cores and one server.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AuditTests : ICollectionFixture<AuditFixture>
{
    public const string Name = "audit";
}
