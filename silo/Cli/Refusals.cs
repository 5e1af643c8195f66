using System.Net.Sockets;
using AfterSales.Storage;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Hosting.Cli;

/// <summary>What an operator can mend is one clear line and a non-zero exit, not a stack trace.</summary>
internal static class Refusals
{
    public static async Task<int> Guard(Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception exception) when (Explain(exception) is { } line)
        {
            await Console.Error.WriteLineAsync($"AfterSales: {line}");
            return 1;
        }
    }

    private static string? Explain(Exception exception) => exception switch
    {
        StorageRefusedException refused => refused.Message,
        OptionsValidationException options => string.Join(" ", options.Failures),
        IOException { InnerException: SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse } } taken => taken.Message,
        IOException taken when taken.Message.Contains("address already in use", StringComparison.OrdinalIgnoreCase) => taken.Message,
        NpgsqlException database => $"the database cannot be used: {database.Message}",
        AggregateException { InnerException: { } inner } => Explain(inner),
        _ => exception.InnerException is { } cause ? Explain(cause) : null,
    };
}
