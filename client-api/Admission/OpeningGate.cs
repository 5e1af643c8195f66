using AfterSales.Api.Problems;
using AfterSales.ReadModel;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Admission;

/// <summary>The read model's lag is the pressure valve of a peak: too far behind, no case is opened (architecture.md section 3).</summary>
internal sealed class OpeningGate(IReadLag lag, IOptions<AdmissionOptions> options)
{
    private const int RetryAfterSeconds = 5;

    /// <summary>Null: open.</summary>
    public Failure? Refusal =>
        lag.Current > TimeSpan.FromSeconds(options.Value.MaxReadLagSeconds)
            ? Refusals.Overloaded("Lists are too far behind to open further cases.", RetryAfterSeconds)
            : null;
}
