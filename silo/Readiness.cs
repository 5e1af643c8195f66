using AfterSales.Api.Health;
using AfterSales.Hosting.Engine;
using AfterSales.Policies;
using AfterSales.Storage;

namespace AfterSales.Hosting;

/// <summary>Ready = database reachable, migrations applied, engine answering, expected silos there; false first when the process stops.</summary>
internal sealed class Readiness(
    IStorageHealth storage, IGrainFactory grains, IHostApplicationLifetime lifetime, ServeOptions options, IServiceProvider services) : IReadiness
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1.5);

    public async Task<ReadinessReport> Check(CancellationToken cancellation)
    {
        var database = await storage.Check(cancellation);
        var active = !lifetime.ApplicationStopping.IsCancellationRequested && database.Ready && await IsEngineActive(cancellation);
        return new ReadinessReport(database.DatabaseReachable, database.MigrationsApplied, active);
    }

    private async Task<bool> IsEngineActive(CancellationToken cancellation)
    {
        try
        {
            if (await EngineSetup.CountSilos(services) < options.ExpectedSilos)
            {
                return false;
            }

            // A read through the engine, of a grain that every process needs anyway.
            var policy = await grains.GetGrain<IPolicyGrain>("policy:review").Get().WaitAsync(Patience, cancellation);
            return policy.Succeeded;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return false;
        }
    }
}
