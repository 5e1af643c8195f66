using AfterSales.Api.Health;
using AfterSales.Hosting.Engine;
using AfterSales.Policies;
using AfterSales.Storage;

namespace AfterSales.Hosting;

/// <summary>Ready = database reachable, migrations applied, engine answering, expected silos there; false first when the process stops.</summary>
internal sealed class Readiness(
    IStorageHealth storage, IGrainFactory grains, IHostApplicationLifetime lifetime, ServeOptions options, IServiceProvider services) : IReadiness
{
    public async Task<ReadinessReport> Check(CancellationToken cancellation)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return new ReadinessReport(false, "stopping");
        }

        var database = await storage.Check(cancellation);
        if (!database.Ready)
        {
            return new ReadinessReport(false, database.DatabaseReachable ? "migrations are missing" : "the database cannot be reached");
        }

        if (await EngineSetup.CountSilos(services) < options.ExpectedSilos)
        {
            return new ReadinessReport(false, "silos are missing");
        }

        try
        {
            // A read through the engine, of a grain that every process needs anyway.
            var policy = await grains.GetGrain<IPolicyGrain>("policy:review").Get().WaitAsync(TimeSpan.FromSeconds(2), cancellation);
            return new ReadinessReport(policy.Succeeded, policy.Succeeded ? "ready" : "grain storage cannot be read");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new ReadinessReport(false, "the actor engine does not answer yet");
        }
    }
}
