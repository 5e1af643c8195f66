using Microsoft.Extensions.Logging.Console;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AfterSales.Hosting.Telemetry;

/// <summary>Logs to stderr (stdout belongs to the ready line), and OTLP where an endpoint is configured.</summary>
internal static class TelemetrySetup
{
    public const string EndpointKey = "Telemetry:OtlpEndpoint";

    public static void ConfigureConsole(this WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Start-up advice and the watchdog's remarks on a machine that slept; what matters of the cluster is logged as an error.
        builder.Logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error);
        builder.Logging.AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // A start that failed is told by one line at the end (Cli/Refusals.cs); a background service that ends the host is logged as critical.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        // After the configuration, and for the provider by name, so that no setting outweighs it: these lines hold query strings, and the one of a live
        // stream holds the ticket that opens it.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.Warning);
    }

    /// <summary>Configuration <c>Telemetry:OtlpEndpoint</c> or the standard <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; without either nothing is exported.</summary>
    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        var endpoint = configuration[EndpointKey] ?? Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT");
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var uri))
        {
            services.AddHostedService(_ => new OtlpExport(uri));
        }
    }
}

/// <summary>Exports traces and metrics for the life of the host.</summary>
internal sealed class OtlpExport(Uri endpoint) : IHostedService, IDisposable
{
    private TracerProvider? _tracer;
    private MeterProvider? _meter;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _tracer = Sdk.CreateTracerProviderBuilder()
            .AddSource("AfterSales", "Microsoft.AspNetCore", "Microsoft.Orleans.Application")
            .AddOtlpExporter(Configure).Build();
        _meter = Sdk.CreateMeterProviderBuilder()
            .AddMeter("AfterSales", "Microsoft.AspNetCore.Hosting", "System.Runtime", "Npgsql")
            .AddOtlpExporter(Configure).Build();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken)
    {
        _tracer?.ForceFlush(2_000);
        _meter?.ForceFlush(2_000);
        return Task.CompletedTask;
    }

    public void Dispose()
    {
        _tracer?.Dispose();
        _meter?.Dispose();
    }

    private void Configure(OtlpExporterOptions options) => options.Endpoint = endpoint;
}
