using System.Text.Json.Serialization;

namespace AfterSales.Api.Health;

/// <summary>Whether this process can serve; the host knows.</summary>
public interface IReadiness
{
    /// <summary>Answers within two seconds and does not throw for what it is there to find out.</summary>
    Task<ReadinessReport> Check(CancellationToken cancellationToken);
}

/// <param name="DatabaseReachable">A connection answers.</param>
/// <param name="MigrationsApplied">The schema is the one this build needs.</param>
/// <param name="EngineActive">The engine serves and is not about to stop.</param>
public sealed record ReadinessReport(bool DatabaseReachable, bool MigrationsApplied, bool EngineActive)
{
    [JsonIgnore]
    public bool IsReady => DatabaseReachable && MigrationsApplied && EngineActive;
}
