using AfterSales.Log;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Storage;

/// <summary>The rules that span several options. Ranges are checked by their annotations; every failure is reported at once.</summary>
internal sealed class StorageOptionsValidator(IOptions<EventLogOptions> log) : IValidateOptions<StorageOptions>
{
    public ValidateOptionsResult Validate(string? name, StorageOptions options)
    {
        var failures = new List<string>();
        try
        {
            _ = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        }
        catch (ArgumentException)
        {
            // The exception quotes the string, which holds a password.
            failures.Add($"{nameof(StorageOptions.ConnectionString)} is not a valid Npgsql connection string.");
        }

        if (options.LogWriterPoolSize < log.Value.WriterConnectionsWanted)
        {
            failures.Add(
                $"{nameof(StorageOptions.LogWriterPoolSize)} is {options.LogWriterPoolSize}, but the event log's options ask for "
                + $"{log.Value.WriterConnectionsWanted} connections.");
        }

        if (options.LogReaderPoolSize < (2 * log.Value.LoadSlots) + 1)
        {
            failures.Add(
                $"{nameof(StorageOptions.LogReaderPoolSize)} is {options.LogReaderPoolSize}, but loads alone may use {2 * log.Value.LoadSlots}: "
                + "followers need at least one more.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}

/// <inheritdoc cref="StorageOptionsValidator"/>
internal sealed class EventLogOptionsValidator : IValidateOptions<EventLogOptions>
{
    public ValidateOptionsResult Validate(string? name, EventLogOptions options) =>
        options.SystemReserve < options.QueueCapacity
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{nameof(EventLogOptions.SystemReserve)} ({options.SystemReserve}) must be below {nameof(EventLogOptions.QueueCapacity)} ({options.QueueCapacity}).");
}
