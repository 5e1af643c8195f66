using System.Net.Sockets;
using AfterSales.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Hosting.Cli;

/// <summary>Whatever ends a command is one clear line and exit code 1, not a stack trace; only who asks to stop gets silence.</summary>
internal static class Refusals
{
    private const int Failed = 1;
    private const int Stopped = 130;

    public static async Task<int> Guard(Func<Task<int>> run, CancellationToken cancellation)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Stopped;
        }
        catch (Exception exception)
        {
            var line = Explain(exception) ?? $"unexpected: {exception.GetType().Name}: {exception.Message}";
            await Console.Error.WriteLineAsync($"AfterSales: {line.ReplaceLineEndings(" ")}");
            if (WantsStack)
            {
                await Console.Error.WriteLineAsync(exception.ToString());
            }

            return Failed;
        }
    }

    // Read apart from the host's configuration: a host that could not be built has none.
    private static bool WantsStack =>
        new ConfigurationBuilder().AddEnvironmentVariables().AddEnvironmentVariables("AFTERSALES_").Build()["Logging:LogLevel:Default"] is { } level
        && Enum.TryParse<LogLevel>(level, ignoreCase: true, out var wanted) && wanted <= LogLevel.Debug;

    private static string? Explain(Exception exception) => exception switch
    {
        HostRefusedException refused => refused.Message,
        StorageRefusedException refused => refused.Message,
        OptionsValidationException options => string.Join(" ", options.Failures),
        IOException taken when taken.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) => taken.Message,
        PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } missing => $"the database cannot be used: {missing.MessageText}; create it first.",
        PostgresException { SqlState: PostgresErrorCodes.UndefinedTable } empty => $"the database holds no AfterSales schema: {empty.MessageText}.",
        PostgresException database => $"the database cannot be used: {database.MessageText}",
        NpgsqlException database => $"the database cannot be used: {database.GetBaseException().Message}",
        SocketException { SocketErrorCode: SocketError.AccessDenied } => "a port cannot be opened: permission denied (ports below 1024 need rights of their own).",
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } name => $"a host name cannot be resolved: {name.Message}",
        SocketException socket => $"a network address cannot be used: {socket.Message}",
        AggregateException { InnerException: { } inner } => Explain(inner),
        _ => exception.InnerException is { } cause ? Explain(cause) : null,
    };
}
