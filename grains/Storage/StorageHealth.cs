using Npgsql;

namespace AfterSales.Storage;

/// <summary>The storage part of readiness. Liveness never asks it.</summary>
public interface IStorageHealth
{
    /// <summary>Asks the database once; never throws for a database that is away.</summary>
    Task<StorageStatus> Check(CancellationToken cancellationToken);
}

public sealed record StorageStatus(bool DatabaseReachable, bool MigrationsApplied)
{
    public bool Ready => DatabaseReachable && MigrationsApplied;
}

internal sealed class StorageHealth(Migrator migrator) : IStorageHealth
{
    public async Task<StorageStatus> Check(CancellationToken cancellationToken)
    {
        try
        {
            return new StorageStatus(DatabaseReachable: true, MigrationsApplied: await migrator.IsUpToDate(cancellationToken));
        }
        catch (NpgsqlException)
        {
            return new StorageStatus(DatabaseReachable: false, MigrationsApplied: false);
        }
    }
}
