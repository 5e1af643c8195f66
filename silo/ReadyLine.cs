using AfterSales.Api.Health;
using AfterSales.Hosting.Demo;
using AfterSales.Hosting.Engine;

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

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(Patience);
        var readiness = services.GetRequiredService<IReadiness>();
        while (!(await readiness.Check(deadline.Token)).IsReady)
        {
            await Task.Delay(PollPeriod, deadline.Token);
        }

        if (options.Demo)
        {
            await DemoLoader.Load(services.GetRequiredService<IGrainFactory>(), services.GetRequiredService<TimeProvider>(), cancellation);
        }

        Console.WriteLine($"AfterSales is ready: {options.Url} (engine: {EngineSetup.Name}, database: {options.DatabaseLabel})");
    }
}
