namespace AfterSales.Hosting;

/// <summary>Which parts a process runs.</summary>
public enum HostRole
{
    /// <summary>Silo and API in one process.</summary>
    All,

    /// <summary>A silo without the API (Orleans only).</summary>
    Silo,

    /// <summary>The API as a client of the cluster (Orleans only).</summary>
    Api,
}

/// <summary>What the command line says about a process; everything else comes from configuration.</summary>
public sealed record ServeOptions
{
    public HostRole Role { get; init; } = HostRole.All;

    /// <summary>Where the API listens.</summary>
    public string Url { get; init; } = "http://127.0.0.1:8080";

    /// <summary>How the ready line calls the database.</summary>
    public string DatabaseLabel { get; init; } = "configured";

    /// <summary>Load the demo shop once the cluster is up.</summary>
    public bool Demo { get; init; }

    /// <summary>Silo-to-silo port, fixed per silo (Orleans only).</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Client-to-silo port, fixed per silo (Orleans only).</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Where a silo without the API answers /health and /metrics, on 127.0.0.1; 0 = any free port.</summary>
    public int MetricsPort { get; init; }

    /// <summary>Silos the API waits for before it says that it is ready.</summary>
    public int ExpectedSilos { get; init; } = 1;
}
