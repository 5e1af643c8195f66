using AfterSales.LoadTests.Running;

namespace AfterSales.LoadTests.Chaos.Faults;

/// <summary>All faults there are, and which of them a run can have.</summary>
internal static class FaultCatalog
{
    public static ImmutableArray<Fault> All { get; } =
    [
        new KillOne(), new KillAll(), new FreezeOne(), new RollingRestart(), new Join(), new Leave(),
        new PostgresRestart(), new CutConnections(), new PostgresPause(), new WebhookHang(),
    ];

    /// <summary>Those that this system can have, in the order of <see cref="All"/>.</summary>
    public static ImmutableArray<Fault> Possible(int silos, bool ownServer) =>
        [.. All.Where(fault => (ownServer || !fault.NeedsServer) && (silos > 1 || !fault.NeedsSilos))];

    /// <summary>The fault of that name. Refused where the system cannot have it.</summary>
    public static Fault Find(string name, int silos, bool ownServer)
    {
        var fault = All.FirstOrDefault(one => one.Name == name)
            ?? throw new BenchRefusedException($"there is no fault '{name}'; there are {string.Join(", ", All.Select(one => one.Name))}.");
        if (fault.NeedsServer && !ownServer)
        {
            throw NoServer(name);
        }

        return silos > 1 || !fault.NeedsSilos ? fault : throw new BenchRefusedException($"{name} needs several silos (--engine orleans, --silos 3).");
    }

    public static BenchRefusedException NoServer(string fault) =>
        new($"{fault} needs the private PostgreSQL that ./bench starts; the server that AFTERSALES_DB names is left alone.");
}
