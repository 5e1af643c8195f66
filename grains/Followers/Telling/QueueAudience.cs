using AfterSales.Agents;
using AfterSales.Queues;
using AfterSales.ReadModel;
using AfterSales.Routing;

namespace AfterSales.Followers;

/// <summary>
/// Which queues are told of an agent: those he may serve, and those he could serve when they were told last, so that nobody keeps an agent whose skills
/// or departments were taken from him. An agent not told of since the lease was gained is told to every queue once. Used by one follower at a time.
/// </summary>
internal sealed class QueueAudience(IQueueSource queues)
{
    /// <summary>More agents than this are forgotten together and told to every queue again.</summary>
    private const int MaxAgents = 100_000;

    private readonly Dictionary<string, Profile> _told = new(StringComparer.Ordinal);

    /// <summary>Ids of the queues to tell.</summary>
    public IEnumerable<string> Of(AgentStatus agent)
    {
        var now = new Profile(agent);
        var known = _told.TryGetValue(agent.AgentId, out var before);
        var same = known && before.Equals(now);
        return queues.Current.All
            .Where(queue => !known || now.MayServe(queue.Definition) || (!same && before.MayServe(queue.Definition)))
            .Select(queue => queue.Id);
    }

    /// <summary>They have been told. What a queue did not take is parked, and retried with every queue.</summary>
    public void Told(IReadOnlyCollection<AgentRow> agents)
    {
        if (_told.Count + agents.Count > MaxAgents)
        {
            _told.Clear();
        }

        foreach (var agent in agents)
        {
            _told[agent.Status.AgentId] = new Profile(agent.Status);
        }
    }

    /// <summary>Another process may have told of them meanwhile.</summary>
    public void Forget() => _told.Clear();

    private readonly struct Profile(AgentStatus agent) : IEquatable<Profile>
    {
        private readonly ImmutableArray<string> _departments = agent.Departments.OrEmpty();
        private readonly ImmutableArray<SkillLevel> _skills = agent.Skills.OrEmpty();
        private readonly bool _exists = agent.Exists;

        public bool MayServe(QueueDefinition queue) => Serving.MayServe(_departments, _skills, queue);

        public bool Equals(Profile other) =>
            _exists == other._exists && _departments.AsSpan().SequenceEqual(other._departments.AsSpan()) && _skills.AsSpan().SequenceEqual(other._skills.AsSpan());

        public override bool Equals(object? obj) => obj is Profile other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(_exists, _departments.Length, _skills.Length);
    }
}
