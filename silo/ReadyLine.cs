using AfterSales.Api.Health;
using AfterSales.Hosting.Demo;
using AfterSales.Hosting.Engine;
using AfterSales.Time;

namespace AfterSales.Hosting;

/// <summary>Waits until the process serves, loads the demo shop where asked, and says so in one line that scripts wait for.</summary>
internal static class ReadyLine
{
    private static readonly TimeSpan PollPeriod = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task Announce(IServiceProvider services, ServeOptions options, CancellationToken cancellation)
    {
        if (options.Role == HostRole.Silo)
        {
            return;
        }

        // A host that stops of itself is not waited for.
        var stopping = services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, stopping);
        try
        {
            await WaitUntilReady(services, options, ending.Token);
            if (options.Demo)
            {
                await DemoLoader.Load(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<IBusinessClock>(), ending.Token);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            return;
        }

        if (options.Demo)
        {
            // Not awaited: it works until the host stops, and its faults are its own.
            _ = ActivatorUtilities.CreateInstance<DemoDesk>(services).Run(stopping);
        }

        Console.WriteLine($"AfterSales is ready: {options.Url} (engine: {EngineSetup.Name}, database: {options.DatabaseLabel})");
    }

    private static async Task WaitUntilReady(IServiceProvider services, ServeOptions options, CancellationToken ending)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(ending);
        deadline.CancelAfter(Patience);
        var readiness = services.GetRequiredService<IReadiness>();
        var last = new ReadinessReport(DatabaseReachable: false, MigrationsApplied: false, EngineActive: false);
        try
        {
            while (!(last = await readiness.Check(deadline.Token)).IsReady)
            {
                await Task.Delay(PollPeriod, deadline.Token);
            }
        }
        catch (OperationCanceledException) when (!ending.IsCancellationRequested)
        {
            throw new HostRefusedException($"not ready within {Patience.TotalSeconds} s: {Missing(last, options)}.");
        }
    }

    private static string Missing(ReadinessReport report, ServeOptions options) => report switch
    {
        { DatabaseReachable: false } => "the database does not answer",
        { MigrationsApplied: false } => "the schema is not applied",
        _ when options.ExpectedSilos > 1 => $"fewer than {options.ExpectedSilos} silos are active, or they do not answer",
        _ => "the engine does not answer",
    };
}
