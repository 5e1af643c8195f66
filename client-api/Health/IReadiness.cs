namespace AfterSales.Api.Health;

/// <summary>Whether this process can serve; the host knows.</summary>
public interface IReadiness
{
    /// <summary>Answers within two seconds and does not throw for what it is there to find out.</summary>
    Task<ReadinessReport> Check(CancellationToken cancellationToken);
}

/// <param name="Ready">Database reachable, migrations applied, engine active.</param>
/// <param name="Detail">What is missing, in a few words without secrets; it is shown to whoever asks.</param>
public sealed record ReadinessReport(bool Ready, string Detail);
