using AfterSales.Agents.Domain;
using AfterSales.Queues;
using AfterSales.Routing;
using Microsoft.Extensions.Logging;

namespace AfterSales.Agents;

/// <summary>Tells queues of the agent; nobody waits for it, and the follower tells again what is lost.</summary>
internal sealed class QueueLink(string agentId, IGrainFactory grains, IQueueSource queues, ILogger logger)
{
    private QueueSet? _set;
    private ProfileData? _profile;
    private ImmutableArray<string> _served = [];

    /// <param name="status">His state.</param>
    /// <param name="profile">Queues he may serve now.</param>
    /// <param name="before">His former profile: its queues have to know as well.</param>
    /// <param name="answering">A queue that gets the status with its answer.</param>
    public void Tell(AgentStatus status, ProfileData? profile, ProfileData? before, string? answering)
    {
        var former = ReferenceEquals(profile, before) ? [] : Served(before);
        foreach (var queue in Served(profile).Union(former, StringComparer.Ordinal).Where(queue => queue != answering))
        {
            _ = Send(queue, shard => shard.NotifyAgent(status));
        }
    }

    public void TellEnd(string queue, OfferOutcome outcome) => _ = Send(queue, shard => shard.OfferEnded(outcome));

    public void TellOpen(AssignmentRequest offer, DateTimeOffset expiresAt, AgentStatus status) =>
        _ = Send(offer.Queue, shard => shard.OfferOpen(offer, expiresAt, status));

    private async Task Send(string queue, Func<IQueueGrain, Task> send)
    {
        var key = QueueKeys.Of(queue);
        try
        {
            await send(grains.GetGrain<IQueueGrain>(key));
        }
        catch (Exception exception)
        {
            AgentLog.NotTold(logger, exception, agentId, key);
        }
    }

    /// <summary>Looked up anew only when the queues or the profile are others.</summary>
    private ImmutableArray<string> Served(ProfileData? profile)
    {
        var set = queues.Current;
        if (!ReferenceEquals(set, _set) || !ReferenceEquals(profile, _profile))
        {
            (_set, _profile) = (set, profile);
            _served = profile is null ? [] : Find(set, profile);
        }

        return _served;
    }

    private static ImmutableArray<string> Find(QueueSet set, ProfileData profile)
    {
        var skills = AgentStatuses.SkillsOf(profile);
        return [.. set.All.Where(queue => Serving.MayServe(profile.Departments, skills, queue.Definition)).Select(queue => queue.Id)];
    }
}
