namespace AfterSales.LoadTests.Systems.Processes;

/// <summary>What a process of the product is, over all its restarts.</summary>
/// <param name="Name">Unique within the system.</param>
/// <param name="Role">all, silo or api, as <c>serve --role</c> takes it.</param>
/// <param name="Log">File that its output is appended to.</param>
internal sealed record ProcessSpec(string Name, string Role, string Assembly, string Log, IReadOnlyDictionary<string, string> Environment)
{
    private readonly int _port = FixedPorts.Take();
    private readonly int _siloPort = FixedPorts.Take();
    private readonly int _gatewayPort = FixedPorts.Take();

    /// <summary>Processor list for <c>taskset -c</c>.</summary>
    public string? Cores { get; init; }

    /// <summary>Where it answers /health and /metrics, and the API unless it is a silo alone.</summary>
    public Uri Address => new($"http://127.0.0.1:{_port}");

    public bool ServesApi => Role != "silo";

    public bool IsSilo => Role != "api";

    /// <summary>Program and arguments.</summary>
    public IEnumerable<string> Command =>
    [
        .. Cores is null ? Array.Empty<string>() : ["taskset", "-c", Cores],
        "dotnet", Assembly, "serve", "--role", Role, "--database", "bench",
        .. ServesApi ? new[] { "--url", Address.ToString().TrimEnd('/') } : ["--metrics-port", $"{_port}"],
        .. IsSilo ? new[] { "--silo-port", $"{_siloPort}", "--gateway-port", $"{_gatewayPort}" } : [],
    ];
}
