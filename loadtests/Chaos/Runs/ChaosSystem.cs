using AfterSales.LoadTests.Measuring;
using AfterSales.LoadTests.Systems;

namespace AfterSales.LoadTests.Chaos.Runs;

/// <summary>The system of the runs: kept over some of them, and new after so many or after one that failed.</summary>
internal sealed class ChaosSystem(ChaosSettings settings) : IAsyncDisposable
{
    private static readonly string Logs = Artifacts.PathOf(Path.Combine(ChaosFolder.Name, "system"));
    private LocalSystem? _system;
    private int _runs;

    public async Task<LocalSystem> Next(CancellationToken cancellation)
    {
        if (_system is not null && _runs >= settings.FreshEvery)
        {
            await Discard();
        }

        if (_system is null)
        {
            if (Directory.Exists(Logs))
            {
                Directory.Delete(Logs, recursive: true);
            }

            _system = await LocalSystem.Start(new SystemOptions { Silos = settings.Silos, Fronts = settings.Fronts, Logs = Logs }, cancellation);
            _runs = 0;
        }

        _runs++;
        return _system;
    }

    /// <summary>The next run gets another one.</summary>
    public async Task Discard()
    {
        if (_system is { } system)
        {
            _system = null;
            await system.DisposeAsync();
        }
    }

    public ValueTask DisposeAsync() => new(Discard());
}
