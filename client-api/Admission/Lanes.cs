using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace AfterSales.Api.Admission;

/// <summary>Which lane a request takes; without it, GET reads and everything else commands.</summary>
internal enum Lane { Reads, Commands, Openings, System }

/// <summary>
/// Reads and commands wait in lanes of their own, so that a peak of one does not starve the other; openings have <see cref="OpeningLimit"/>, the system lane is
/// open.
/// </summary>
internal sealed class Lanes(IOptions<AdmissionOptions> options) : IDisposable
{
    private readonly ConcurrencyLimiter _reads = Limiter(options.Value.Reads, options.Value.ReadQueue);
    private readonly ConcurrencyLimiter _commands = Limiter(options.Value.Commands, options.Value.CommandQueue);

    public static Lane Of(HttpContext http)
    {
        var reads = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
        return http.GetEndpoint()?.Metadata.GetMetadata<LaneMetadata>()?.Lane ?? (reads ? Lane.Reads : Lane.Commands);
    }

    public ConcurrencyLimiter? LimiterOf(Lane lane) => lane switch
    {
        Lane.Reads => _reads,
        Lane.Commands => _commands,
        _ => null,
    };

    public void Dispose()
    {
        _reads.Dispose();
        _commands.Dispose();
    }

    private static ConcurrencyLimiter Limiter(int permits, int queue) => new(new ConcurrencyLimiterOptions
    {
        PermitLimit = permits,
        QueueLimit = queue,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });
}

internal sealed record LaneMetadata(Lane Lane);
