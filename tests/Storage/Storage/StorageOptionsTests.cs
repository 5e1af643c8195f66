using AfterSales.Log;
using AfterSales.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace AfterSales.Tests.Storage.Storage;

public sealed class StorageOptionsTests
{
    private const string Secret = "tell-nobody";

    [Fact]
    public void The_defaults_need_a_connection_string_only() =>
        Assert.Equal(6, Validated<StorageOptions>(storage => storage.ConnectionString = "Host=db").LogWriterPoolSize);

    [Fact]
    public void Every_error_of_storage_is_told_at_once()
    {
        var errors = Assert.Throws<OptionsValidationException>(() => Validated<StorageOptions>(
            storage =>
            {
                storage.LogReaderPoolSize = 2;
                storage.ReadModelPoolSize = 0;
                storage.ConnectTimeoutSeconds = 1_000;
            },
            log => (log.FlusherLoops, log.SlowPathSlots) = (4, 4)));

        foreach (var option in new[] { "ConnectionString", "LogWriterPoolSize", "LogReaderPoolSize", "ReadModelPoolSize", "ConnectTimeoutSeconds" })
        {
            Assert.Contains(errors.Failures, failure => failure.Contains(option, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Every_error_of_the_log_is_told_at_once()
    {
        var errors = Assert.Throws<OptionsValidationException>(() => Validated<EventLogOptions>(
            storage => storage.ConnectionString = "Host=db",
            log => (log.FlusherLoops, log.MaxBatchRows, log.QueueCapacity, log.SystemReserve) = (9, 0, 100, 100)));

        foreach (var option in new[] { "FlusherLoops", "MaxBatchRows", "SystemReserve" })
        {
            Assert.Contains(errors.Failures, failure => failure.Contains(option, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_malformed_connection_string_is_refused_without_being_quoted()
    {
        var errors = Assert.Throws<OptionsValidationException>(
            () => Validated<StorageOptions>(storage => storage.ConnectionString = $"Password={Secret};NoSuchSetting=1"));

        Assert.DoesNotContain(Secret, errors.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_server_is_refused()
    {
        ServerCheck.RequireVersion(new Version(14, 0));
        var refused = Assert.Throws<StorageRefusedException>(() => ServerCheck.RequireVersion(new Version(13, 14)));
        Assert.Contains("13.14", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pools_beyond_what_the_server_grants_are_refused()
    {
        ServerCheck.RequireConnections(granted: 97, wanted: 97);
        Assert.Throws<StorageRefusedException>(() => ServerCheck.RequireConnections(granted: 97, wanted: 98));
    }

    private static T Validated<T>(Action<StorageOptions> storage, Action<EventLogOptions>? log = null)
        where T : class
    {
        using var services = new ServiceCollection().AddAfterSalesStorage(storage, log).BuildServiceProvider();
        return services.GetRequiredService<IOptions<T>>().Value;
    }
}
