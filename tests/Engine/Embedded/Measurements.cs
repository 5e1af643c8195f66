using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Embedded;

namespace AfterSales.Tests.Engine.Embedded;

/// <summary>
/// Figures for people, not checks: <c>dotnet run -c Release -p:Engine=Embedded --project tests/Engine -- -explicit only -showLiveOutput</c>. Best of five rounds.
/// </summary>
public sealed class Measurements
{
    private const int Calls = 200_000;

    [Fact(Explicit = true)]
    public async Task Overhead_of_calls()
    {
        await using ServiceProvider services = Start();
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        await MeasureAsync("call from outside, one after the other", Calls, () => grains.GetGrain<IMeter>("a").Caller(Calls, fromOutside: true));
        await MeasureAsync("call from a grain to another, callee synchronous", Calls, () => grains.GetGrain<IMeter>("a").Caller(Calls, fromOutside: false));
        await MeasureAsync("calls from 64 grains to 64 grains", Calls, () => Task.WhenAll(
            Enumerable.Range(0, 64).Select(i => grains.GetGrain<IMeter>($"from {i}").Caller(Calls / 64, fromOutside: false))));
        await MeasureAsync("calls from outside, 64 in flight", Calls, () => Task.WhenAll(Enumerable.Range(0, 64).Select(async i =>
        {
            for (int n = 0; n < Calls / 64; n++)
            {
                await grains.GetGrain<IMeter>($"to {i}").Answer(n);
            }
        })));
    }

    [Fact(Explicit = true)]
    public async Task Memory_of_an_idle_activation()
    {
        const int Count = 100_000;
        await using ServiceProvider services = Start();
        IGrainFactory grains = services.GetRequiredService<IGrainFactory>();
        await grains.GetGrain<IMeter>("warm").Answer(1);
        Guid[] keys = [.. Enumerable.Range(0, Count).Select(static _ => Guid.NewGuid())];
        long before = GC.GetTotalMemory(forceFullCollection: true);
        foreach (Guid key in keys)
        {
            await grains.GetGrain<IEmpty>(key).Touch();
        }

        long after = GC.GetTotalMemory(forceFullCollection: true);
        Report($"idle activation: {(after - before) / Count} bytes, the empty grain object included");
    }

    private static ServiceProvider Start()
    {
        var services = new ServiceCollection();
        services.AddEmbeddedEngine(static options => options.GrainAssemblies.Add(typeof(Measurements).Assembly));
        return services.BuildServiceProvider();
    }

    private static async Task MeasureAsync(string what, int calls, Func<Task> body)
    {
        double best = double.MaxValue;
        long bytes = 0;
        for (int round = 0; round < 5; round++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            await body();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls);
            bytes = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / calls;
        }

        Report($"{what}: {best:0} ns, {bytes} bytes per call");
    }

    private static void Report(string line) => TestContext.Current.TestOutputHelper!.WriteLine(line);
}
