using Microsoft.Extensions.Options;
using Npgsql;

namespace Orleans.Embedded;

/// <summary>Chooses PostgreSQL or memory for state and reminders, and owns the data source that it makes itself.</summary>
internal sealed class EngineDatabase(IOptions<EmbeddedEngineOptions> options) : IAsyncDisposable
{
    private readonly NpgsqlDataSource? _own = options.Value.ConnectionString is { } text ? NpgsqlDataSource.Create(text) : null;

    private NpgsqlDataSource? DataSource => options.Value.DataSource ?? _own;

    public IGrainStateStore StateStore() =>
        DataSource is { } source ? new NpgsqlGrainStateStore(source, options.Value.ServiceId) : new MemoryGrainStateStore();

    public IReminderTable ReminderTable() =>
        DataSource is { } source ? new NpgsqlReminderTable(source, options.Value.ServiceId) : new MemoryReminderTable();

    public ValueTask DisposeAsync() => _own?.DisposeAsync() ?? ValueTask.CompletedTask;
}
