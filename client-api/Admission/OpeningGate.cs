using AfterSales.Api.Problems;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Admission;

/// <summary>The read model's lag is the pressure valve of a peak: too far behind, no case is opened (architecture.md section 3).</summary>
internal sealed class OpeningGate(IReadLag lag, IOptions<AdmissionOptions> options)
{
    private const int ShortestSeconds = 3;
    private const int LongestSeconds = 7;

    /// <summary>Null: open. Callers who are sent away together do not come back together.</summary>
    public Failure? Refusal =>
        lag.Current > TimeSpan.FromSeconds(options.Value.MaxReadLagSeconds)
            ? Refusals.Overloaded("Lists are too far behind to open further cases.", Random.Shared.Next(ShortestSeconds, LongestSeconds + 1))
            : null;
}
