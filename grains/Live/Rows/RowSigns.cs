using System.Text.Json;
using AfterSales.Log;

namespace AfterSales.Live;

/// <summary>
/// What a row of the log says on its surface: names of its events, step, and which queues and agents it names. Read from the JSON and not from the
/// event types, so that a process passes on what a newer one wrote. By convention a stored event calls a queue <c>queue</c> or <c>…Queue</c> and an agent
/// <c>agent</c>, <c>agentId</c> or <c>…Agent</c>; lists (the candidates of an assignment) are no happening of those in them.
/// </summary>
internal sealed class RowSigns
{
    public static RowSigns None { get; } = new();

    public List<string> Events { get; } = [];

    /// <summary>The last step the row leads to.</summary>
    public string? Step { get; private set; }

    /// <summary>The last presence the row sets.</summary>
    public string? Presence { get; private set; }

    /// <summary>The case an agent's row is about.</summary>
    public string? TicketId { get; private set; }

    /// <summary>The last one that an event calls simply <c>queue</c>: where the case is or was; the others are where it came from.</summary>
    public string? Queue { get; private set; }

    /// <summary>The same of agents.</summary>
    public string? Agent { get; private set; }

    /// <summary>Named in the row, each once.</summary>
    public List<string> Queues { get; } = [];

    public List<string> Agents { get; } = [];

    /// <summary>Nothing when the row cannot be read: one bad row must not end anybody's stream.</summary>
    public static RowSigns Of(LogRow row)
    {
        try
        {
            var signs = new RowSigns();
            signs.Read(row.Data.Span);
            return signs;
        }
        catch (JsonException)
        {
            return None;
        }
    }

    private void Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read())
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Skip();
            }
            else if (reader.TokenType == JsonTokenType.PropertyName)
            {
                ReadProperty(ref reader);
            }
        }
    }

    private void ReadProperty(ref Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        var top = reader.CurrentDepth == 2;
        reader.Read();
        if (reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Skip();
        }

        if (reader.TokenType != JsonTokenType.String)
        {
            return;
        }

        if (top && name.SequenceEqual("t"u8))
        {
            Events.Add(WithoutVersion(reader.GetString()!));
        }
        else if (top && name.SequenceEqual("to"u8))
        {
            Step = reader.GetString();
        }
        else if (top && name.SequenceEqual("presence"u8))
        {
            Presence = reader.GetString();
        }
        else if (name.SequenceEqual("ticketId"u8))
        {
            TicketId = reader.GetString();
        }
        else if (name.EndsWith("ueue"u8) || name.SequenceEqual("queueId"u8))
        {
            var queue = Name(Queues, reader.GetString()!);
            Queue = name.SequenceEqual("queue"u8) ? queue : Queue;
        }
        else if (name.EndsWith("gent"u8) || name.SequenceEqual("agentId"u8))
        {
            var agent = Name(Agents, reader.GetString()!);
            Agent = name.SequenceEqual("agent"u8) ? agent : Agent;
        }
    }

    private static string Name(List<string> names, string name)
    {
        if (!names.Contains(name))
        {
            names.Add(name);
        }

        return name;
    }

    private static string WithoutVersion(string name) =>
        name.LastIndexOf(".v", StringComparison.Ordinal) is var at and > 0 ? name[..at] : name;
}
