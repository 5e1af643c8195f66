using AfterSales.Sla;
using AfterSales.Time;
using Microsoft.Extensions.Options;

namespace AfterSales.Tickets;

/// <summary>
/// When this process may give promises to cases from before there were any: not while processes of an older version may still serve, which could not read
/// what adoption writes.
/// </summary>
internal sealed class Adoption(IBusinessClock clock, IOptions<SlaOptions> options)
{
    /// <summary>Business time.</summary>
    public DateTimeOffset From { get; } = clock.Now.AddSeconds(options.Value.AdoptAfterSeconds);

    /// <summary>A case that has to wait for it.</summary>
    public bool IsTooEarlyFor(TicketState state, DateTimeOffset now) => now < From && DueDecider.IsUnpromised(state);
}
