using AfterSales.Routing;

namespace AfterSales.Queues;

/// <summary>
/// What was told only to an older activation of the shard is lost to this one. Cases that it missed are loaded again; those it still has although the read
/// model shows them no longer are asked where they are: the read model may be behind, so the case is the judge.
/// </summary>
internal sealed class ShardReview(ShardWork work)
{
    private const int MostAsked = 100;

    /// <summary>By then the follower has brought a new wait to the read model, as a rule.</summary>
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(30);

    private readonly GrainCalls _calls = new(work);
    private bool _running;

    /// <param name="waiting">What the read model shows as waiting here.</param>
    public void Start(IEnumerable<RoutingFacts> waiting)
    {
        if (_running)
        {
            return;
        }

        var shown = waiting.Select(facts => facts.TicketId).ToHashSet();
        var missing = work.Shard.WaitingSince(work.Now - Young).Where(id => !shown.Contains(id)).Take(MostAsked).ToList();
        if (missing.Count > 0)
        {
            _running = true;
            _ = Run(missing);
        }
    }

    private async Task Run(List<Guid> missing)
    {
        await Task.Yield();
        foreach (var id in missing)
        {
            if (await _calls.WhereIs(id) is { } facts)
            {
                work.Shard.Observe(facts, work.Now);
                work.Pump();
            }
        }

        _running = false;
    }
}
