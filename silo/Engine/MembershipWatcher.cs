#if ORLEANS
using AfterSales.Streams;
using Orleans.Runtime;

namespace AfterSales.Hosting.Engine;

/// <summary>
/// Advances the epoch at every change of cluster membership: around one, a grain may be active twice for seconds, so activations compare
/// their version with the log before their next answer.
/// </summary>
internal sealed class MembershipWatcher(IClusterMembershipService membership, MembershipEpoch epoch) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var _ in membership.MembershipUpdates.WithCancellation(stoppingToken))
        {
            epoch.Advance();
        }
    }
}
#endif
