using System.Text.Json;
using AfterSales.Followers;
using AfterSales.Log;
using AfterSales.Tickets;

namespace AfterSales.Live;

/// <summary>A row of the log on its way to subscribers; what it says is worked out when the first of them needs it, and once for all of them.</summary>
internal sealed class LiveRow(LoggedRow logged)
{
    private const string Unchanged = "unchanged";

    private static readonly Caller Customer = new("", "", Roles.Customer);

    private RowSigns? _signs;
    private (LiveEvent? Event, bool Made) _staff;
    private (LiveEvent? Event, bool Made) _customer;

    public LogCursor Cursor => logged.Cursor;

    public StreamKind Kind => logged.Row.Kind;

    public Guid StreamId => logged.Row.StreamId;

    public RowSigns Signs => _signs ??= RowSigns.Of(logged.Row);

    /// <summary>Whether it belongs to a topic; of an agent's row a queue hears only the offers, its cases tell the rest themselves.</summary>
    public bool IsAbout(LiveTopic topic) => StreamId == topic.StreamId || topic.Kind switch
    {
        LiveTopicKind.Agent => Kind == StreamKind.Ticket && Signs.Agents.Contains(topic.Id),
        LiveTopicKind.Queue => NamesQueues && Signs.Queues.Contains(topic.Id),
        _ => false,
    };

    public bool NamesQueues => Kind switch
    {
        StreamKind.Ticket => true,
        StreamKind.Agent => Signs.Events.Exists(name => name.Contains("offer", StringComparison.Ordinal)),
        _ => false,
    };

    /// <summary>Null when this reader gets nothing of it.</summary>
    public LiveEvent? For(bool customerView)
    {
        ref var made = ref customerView ? ref _customer : ref _staff;
        if (!made.Made)
        {
            made = (customerView ? ForCustomer() : ForStaff(), true);
        }

        return made.Event;
    }

    private LiveEvent? ForStaff()
    {
        if (!Signs.Events.Exists(name => name != Unchanged))
        {
            return null;
        }

        var isTicket = Kind == StreamKind.Ticket;
        return new LiveEvent(ExportCursor.ToText(Cursor), isTicket ? LiveEventTypes.Ticket : LiveEventTypes.Agent, LivePayload.Write(new LivePayload
        {
            TicketId = isTicket ? StreamId.ToString() : Signs.TicketId,
            Number = isTicket ? TicketNumber.Of(StreamId) : null,
            Version = logged.Row.Seq,
            At = logged.Row.At.UtcDateTime,
            Events = Signs.Events,
            Step = Signs.Step,
            Presence = isTicket ? null : Signs.Presence,
            Queue = Signs.Queue,
            Assignee = isTicket ? Signs.Agent : null,
            By = logged.Row.Actor,
        }));
    }

    private LiveEvent? ForCustomer()
    {
        if (Kind != StreamKind.Ticket)
        {
            return null;
        }

        try
        {
            var entries = TimelineRenderer.Render(logged.Row, TicketCodec.Instance, Customer);
            return entries.IsEmpty ? null : new LiveEvent(ExportCursor.ToText(Cursor), LiveEventTypes.Ticket, LivePayload.Write(new LivePayload
            {
                TicketId = StreamId.ToString(),
                Number = TicketNumber.Of(StreamId),
                Version = logged.Row.Seq,
                At = logged.Row.At.UtcDateTime,
                Events = [.. entries.Select(entry => entry.Type)],
                Step = entries.LastOrDefault(entry => entry.Step is not null)?.Step?.ToString(),
            }));
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidDataException)
        {
            // Of a newer process. What cannot be read cannot be judged, so it is not shown.
            return null;
        }
    }
}
