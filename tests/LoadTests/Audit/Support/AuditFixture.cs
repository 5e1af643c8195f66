using AfterSales.LoadTests.Audit;

namespace AfterSales.Tests.LoadTests.Audit.Support;

/// <summary>One intact shop for all tests that damage a copy of something and mend it again.</summary>
public sealed class AuditFixture : IAsyncLifetime
{
    internal HostedSystem? System { get; private set; }

    internal TestShop? Shop { get; private set; }

    internal TestReceiver? Receiver { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Servers.Test is not null)
        {
            System = await HostedSystem.Start();
            Receiver = await TestReceiver.Start(System);
            System.RecordOfWebhooks = Receiver.Record;
            Shop = new TestShop(System);
            await Shop.Run();

            // What is damaged below is damaged at rest.
            Audits.Passes(await Audits.OfIntact(System, Shop));
        }
    }

    /// <summary>Damages the database, audits, and mends it again.</summary>
    internal async Task<AuditVerdict> Damaged(string damage, string mend)
    {
        await System!.Execute(damage);
        try
        {
            return await Audits.OfBroken(System, Shop!);
        }
        finally
        {
            await System.Execute(mend);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Shop?.Dispose();
        if (System is not null)
        {
            await System.DisposeAsync();
            await Receiver!.DisposeAsync();
        }
    }
}

/// <summary>One after the other: hosts and audits share two cores and one server.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AuditTests : ICollectionFixture<AuditFixture>
{
    public const string Name = "audit";
}
