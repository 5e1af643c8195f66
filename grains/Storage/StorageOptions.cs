using System.ComponentModel.DataAnnotations;

namespace AfterSales.Storage;

/// <summary>Where the database is and how many connections each purpose may use. Purposes never share a pool, so none can starve another.</summary>
public sealed class StorageOptions
{
    /// <summary>Connections kept aside for migrations and the readiness probe.</summary>
    internal const int AdministrationPoolSize = 2;

    /// <summary>Npgsql connection string. A secret: never logged.</summary>
    [Required(AllowEmptyStrings = false)]
    public string ConnectionString { get; set; } = "";

    /// <summary>Flusher loops, their slow path and the snapshot writer. Default 6.</summary>
    [Range(3, 64)]
    public int LogWriterPoolSize { get; set; } = 6;

    /// <summary>Loads of streams and log followers. Default 8.</summary>
    [Range(2, 64)]
    public int LogReaderPoolSize { get; set; } = 8;

    /// <summary>Projection and queries of the read model. Default 8.</summary>
    [Range(2, 64)]
    public int ReadModelPoolSize { get; set; } = 8;

    /// <summary>Membership, grain storage and reminders: a heartbeat never waits behind ticket writes. Default 8.</summary>
    [Range(2, 64)]
    public int OrleansPoolSize { get; set; } = 8;

    /// <summary>Longest wait for a new connection, in seconds. Default 3.</summary>
    [Range(1, 60)]
    public int ConnectTimeoutSeconds { get; set; } = 3;

    /// <summary>What this process may open at most; checked against the server's max_connections at start.</summary>
    internal int ConnectionsWanted =>
        LogWriterPoolSize + LogReaderPoolSize + ReadModelPoolSize + OrleansPoolSize + AdministrationPoolSize;
}
