using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>Subscribers by what a row is looked up with. Not thread-safe: guarded by the tail.</summary>
internal sealed class SubscriberIndex
{
    private readonly HashSet<Subscriber> _all = [];
    private readonly Dictionary<Guid, List<Subscriber>> _byStream = [];
    private readonly Dictionary<string, List<Subscriber>> _byAgent = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Subscriber>> _byQueue = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Issuer, string Subject), List<Subscriber>> _byHolder = [];
    private readonly List<Subscriber> _matched = [];

    public int Count => _all.Count;

    public IEnumerable<Subscriber> All => _all;

    public int CountOf((string Issuer, string Subject) holder) => _byHolder.TryGetValue(holder, out var streams) ? streams.Count : 0;

    public void Add(Subscriber subscriber)
    {
        if (!_all.Add(subscriber))
        {
            return;
        }

        Add(_byHolder, subscriber.Holder, subscriber);

        if (subscriber.Topic.StreamId is { } stream)
        {
            Add(_byStream, stream, subscriber);
        }

        if (ByName(subscriber.Topic.Kind) is { } byName)
        {
            Add(byName, subscriber.Topic.Id, subscriber);
        }
    }

    public void Remove(Subscriber subscriber)
    {
        if (!_all.Remove(subscriber))
        {
            return;
        }

        Remove(_byHolder, subscriber.Holder, subscriber);

        if (subscriber.Topic.StreamId is { } stream)
        {
            Remove(_byStream, stream, subscriber);
        }

        if (ByName(subscriber.Topic.Kind) is { } byName)
        {
            Remove(byName, subscriber.Topic.Id, subscriber);
        }
    }

    /// <summary>Whom the row concerns, each once (the same as <see cref="LiveRow.IsAbout"/> says); valid until the next call.</summary>
    public IReadOnlyList<Subscriber> Of(LiveRow row)
    {
        _matched.Clear();
        AddMatches(_byStream, row.StreamId);
        if (_byAgent.Count > 0 && row.Kind == StreamKind.Ticket)
        {
            row.Signs.Agents.ForEach(agent => AddMatches(_byAgent, agent));
        }

        if (_byQueue.Count > 0 && row.NamesQueues)
        {
            row.Signs.Queues.ForEach(queue => AddMatches(_byQueue, queue));
        }

        return _matched;
    }

    private Dictionary<string, List<Subscriber>>? ByName(LiveTopicKind kind) => kind switch
    {
        LiveTopicKind.Agent => _byAgent,
        LiveTopicKind.Queue => _byQueue,
        _ => null,
    };

    private void AddMatches<TKey>(Dictionary<TKey, List<Subscriber>> index, TKey key)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var subscribers))
        {
            _matched.AddRange(subscribers);
        }
    }

    private static void Add<TKey>(Dictionary<TKey, List<Subscriber>> index, TKey key, Subscriber subscriber)
        where TKey : notnull
    {
        if (!index.TryGetValue(key, out var subscribers))
        {
            index[key] = subscribers = [];
        }

        subscribers.Add(subscriber);
    }

    private static void Remove<TKey>(Dictionary<TKey, List<Subscriber>> index, TKey key, Subscriber subscriber)
        where TKey : notnull
    {
        if (index.TryGetValue(key, out var subscribers) && subscribers.Remove(subscriber) && subscribers.Count == 0)
        {
            index.Remove(key);
        }
    }
}
