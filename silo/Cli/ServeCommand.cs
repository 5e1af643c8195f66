using System.CommandLine;

namespace AfterSales.Hosting.Cli;

/// <summary><c>serve</c>: one process of the system until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<HostRole> Role = new("--role") { Description = "all, silo or api", DefaultValueFactory = _ => HostRole.All };
    private static readonly Option<string> Url = new("--url") { Description = "where the API listens", DefaultValueFactory = _ => "http://127.0.0.1:8080" };
    private static readonly Option<string> Database = new("--database") { Description = "name of the database in the ready line", DefaultValueFactory = _ => "configured" };
    private static readonly Option<bool> Demo = new("--demo") { Description = "load the demo shop" };
    private static readonly Option<int> SiloPort = new("--silo-port") { DefaultValueFactory = _ => 11111 };
    private static readonly Option<int> GatewayPort = new("--gateway-port") { DefaultValueFactory = _ => 30000 };
    private static readonly Option<int> MetricsPort = new("--metrics-port") { Description = "port of a silo's /health and /metrics; 0 = any", DefaultValueFactory = _ => 0 };
    private static readonly Option<int> Silos = new("--silos") { Description = "silos to wait for", DefaultValueFactory = _ => 1 };

    public static Command Create()
    {
        var command = new Command("serve", "Runs silo, API or both.") { Role, Url, Database, Demo, SiloPort, GatewayPort, MetricsPort, Silos };
        command.SetAction((parsed, cancellation) => Refusals.Guard(() => Serve(Read(parsed), cancellation), cancellation));
        return command;
    }

    private static ServeOptions Read(ParseResult parsed) => new()
    {
        Role = parsed.GetValue(Role),
        Url = parsed.GetValue(Url)!,
        DatabaseLabel = parsed.GetValue(Database)!,
        Demo = parsed.GetValue(Demo),
        SiloPort = parsed.GetValue(SiloPort),
        GatewayPort = parsed.GetValue(GatewayPort),
        MetricsPort = parsed.GetValue(MetricsPort),
        ExpectedSilos = parsed.GetValue(Silos),
    };

    private static async Task<int> Serve(ServeOptions options, CancellationToken cancellation)
    {
        await using var app = AfterSalesHost.Build(options);
        await app.StartAsync(cancellation);
        await ReadyLine.Announce(app.Services, options, cancellation);
        await app.WaitForShutdownAsync(cancellation);
        return 0;
    }
}
