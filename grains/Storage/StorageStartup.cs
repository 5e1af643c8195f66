using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace AfterSales.Storage;

/// <summary>Checks the server and applies migrations before any other hosted service starts (the silo reads orleansquery when it starts).</summary>
internal sealed class StorageStartup(IOptions<StorageOptions> options, ServerCheck check, Migrator migrator) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        try
        {
            await check.CheckServer(options.Value.ConnectionsWanted, cancellationToken);
            await migrator.Apply(cancellationToken);
            await check.CheckLog(cancellationToken);
        }
        catch (NpgsqlException exception)
        {
            var target = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
            throw new StorageRefusedException(
                $"PostgreSQL at {target.Host}:{target.Port}, database {target.Database}, cannot be used: {exception.GetBaseException().Message.ReplaceLineEndings(" ")}");
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
