using System.Collections.Concurrent;
using AfterSales.LoadTests.Product;
using AfterSales.LoadTests.Running;
using AfterSales.LoadTests.Systems.Postgres;
using AfterSales.LoadTests.Systems.Processes;
using AfterSales.LoadTests.Systems.Receiving;

namespace AfterSales.LoadTests.Systems;

/// <summary>
/// The product as operations run it, on this machine: one process (embedded) or silos (Orleans), on a database of its own, on fixed ports, so that a
/// process that is started again succeeds its dead self.
/// </summary>
internal sealed partial class LocalSystem : LoadedSystem
{
    private static readonly TimeSpan RevivesAfter = TimeSpan.FromSeconds(1);

    private readonly SystemOptions _options;
    private readonly SystemHome _home;
    private readonly ConcurrentQueue<UnexpectedEnd> _ends = new();
    private readonly CancellationTokenSource _closing = new();
    private ImmutableArray<ProductProcess> _processes = [];
    private int _silos;
    private int _apis;
    private volatile bool _complete;

    private LocalSystem(SystemOptions options, SystemHome home) => (_options, _home) = (options, home);

    public override ImmutableArray<Uri> Fronts => [.. _processes.Where(process => process.Spec.ServesApi).Select(process => process.Spec.Address)];

    public override string Key { get; } = ProductTokens.NewKey();

    public override string ConnectionString => _home.ConnectionString;

    public override ImmutableArray<SystemProcess> Processes =>
    [
        .. _processes.Where(process => process.Id is not null).Select(process => new SystemProcess(
            process.Spec.Name, process.Spec.Role, process.Id ?? 0, new Uri(process.Spec.Address, "/metrics"))),
        .. _home.Postmaster is { } postmaster ? new[] { new SystemProcess("postgres", "postgres", postmaster, null) } : [],
    ];

    public override string? WebhookRecord => _home.Receiver?.Record;

    /// <summary>The receiver of webhooks; null when there is none.</summary>
    public WebhookReceiver? Receiver => _home.Receiver;

    /// <summary>The server, where this run may do with it what it likes; null when it is somebody else's.</summary>
    public PrivateServer? Server => _home.Server;

    public ServerConnections Connections => new(ConnectionString);

    /// <summary>Output of every process, kept until the system is disposed of when the folder was not given.</summary>
    public string Logs => _home.Logs;

    public override ImmutableArray<UnexpectedEnd> Ends => [.. _ends];

    public static async Task<LocalSystem> Start(SystemOptions options, CancellationToken cancellation)
    {
        if (SystemOptions.DefaultSilos == 1 && (options.Silos != 1 || options.Fronts != 0))
        {
            throw new BenchRefusedException("the embedded engine is one process; several silos and fronts need --engine orleans.");
        }

        var system = new LocalSystem(options, await SystemHome.Create(options));
        try
        {
            // The first one migrates the database; the others join it.
            await system.StartMore(1, system.SiloRole, cancellation);
            await system.StartMore(options.Silos - 1, system.SiloRole, cancellation);
            await system.StartMore(options.Fronts, "api", cancellation);
            if (system.Receiver is { } receiver)
            {
                await WebhookSubscription.Make(system.Fronts[0], system.Key, receiver);
            }

            system._complete = true;
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        await _home.DisposeAsync();
    }

    private string SiloRole => _options.Fronts > 0 ? "silo" : "all";

    private async Task<ImmutableArray<ProductProcess>> StartMore(int count, string role, CancellationToken cancellation)
    {
        var added = Enumerable.Range(0, count).Select(_ => new ProductProcess(Spec(role), EndedByItself)).ToImmutableArray();
        ImmutableInterlocked.Update(ref _processes, (all, more) => all.AddRange(more), added);
        await StartTogether(added, cancellation);
        return added;
    }

    /// <summary>Together: a silo that joins wants to reach every member that is not known to be dead.</summary>
    private static async Task StartTogether(IEnumerable<ProductProcess> processes, CancellationToken cancellation)
    {
        var all = processes.ToList();
        await Task.WhenAll(all.Select(process => process.Start()));
        await Task.WhenAll(all.Select(process => process.Ready(cancellation)));
    }

    private ProcessSpec Spec(string role)
    {
        var name = SystemOptions.DefaultSilos == 1 ? role : role == "api" ? $"api{++_apis}" : $"silo{++_silos}";
        var settings = (_home.Receiver is null ? ImmutableSortedDictionary<string, string>.Empty : WebhookSubscription.Settings).SetItems(_options.Settings);
        return new ProcessSpec(
            name, role,
            _options.Assembly ?? Path.Combine(AppContext.BaseDirectory, "AfterSales.Silo.dll"),
            Path.Combine(_home.Logs, $"{name}.log"),
            ProductSettings.Environment(ConnectionString, Key, settings)) { Cores = _options.Cores };
    }

    private void EndedByItself(ProductProcess process, int exitCode)
    {
        _ends.Enqueue(new UnexpectedEnd(process.Spec.Name, exitCode, DateTimeOffset.UtcNow));
        if (_options.Supervised && _complete && !_closing.IsCancellationRequested)
        {
            _ = Revive(process);
        }
    }

    private async Task Revive(ProductProcess process)
    {
        try
        {
            await Task.Delay(RevivesAfter, _closing.Token);
            await process.Start();
        }
        catch (Exception ended) when (ended is OperationCanceledException or ObjectDisposedException)
        {
            // The system is being taken down.
        }
    }
}
