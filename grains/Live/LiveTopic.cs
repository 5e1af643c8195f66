using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>What a live stream is about.</summary>
public enum LiveTopicKind
{
    /// <summary>One case.</summary>
    Ticket,

    /// <summary>One agent: his own changes, and his cases as they come and go.</summary>
    Agent,

    /// <summary>One queue: cases that come in, leave, are offered or assigned.</summary>
    Queue,
}

/// <param name="Kind">What it is about.</param>
/// <param name="Id">Ticket id in its usual form, agent id or queue id.</param>
public readonly record struct LiveTopic(LiveTopicKind Kind, string Id)
{
    private const int MaxId = 64;

    private static readonly (string Prefix, LiveTopicKind Kind)[] Prefixes =
        [("tickets/", LiveTopicKind.Ticket), ("agents/", LiveTopicKind.Agent), ("queues/", LiveTopicKind.Queue)];

    /// <summary>Only of tickets.</summary>
    public Guid TicketId => Guid.Parse(Id);

    /// <summary>The stream of the log that the topic is about; a queue has none.</summary>
    internal Guid? StreamId => Kind switch
    {
        LiveTopicKind.Ticket => TicketId,
        LiveTopicKind.Agent => StreamIds.Of(StreamKind.Agent, Id),
        _ => null,
    };

    public override string ToString() => Prefixes[(int)Kind].Prefix + Id;

    /// <summary><c>tickets/{id}</c>, <c>agents/{id}</c> or <c>queues/{id}</c>; ids are 1-64 of <c>[A-Za-z0-9._:-]</c>.</summary>
    public static bool TryParse(string text, out LiveTopic topic)
    {
        topic = default;
        foreach (var (prefix, kind) in Prefixes)
        {
            if (!text.StartsWith(prefix, StringComparison.Ordinal))
            {
                continue;
            }

            var id = text[prefix.Length..];
            if (kind == LiveTopicKind.Ticket)
            {
                var isGuid = Guid.TryParseExact(id, "D", out var ticket);
                topic = new LiveTopic(kind, ticket.ToString());
                return isGuid;
            }

            topic = new LiveTopic(kind, id);
            return id.Length is >= 1 and <= MaxId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '-');
        }

        return false;
    }
}
