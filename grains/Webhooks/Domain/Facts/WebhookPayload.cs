using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using AfterSales.Tickets;

namespace AfterSales.Webhooks;

/// <summary>The body that is sent: <c>{"type","timestamp","data"}</c>, thin. Whoever wants more asks the API, as himself.</summary>
internal static class WebhookPayload
{
    /// <summary>The specification asks for less than 20 kB.</summary>
    public const int MaxBytes = 20_000;

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static string Write(TicketNotice notice, long? previousSequence)
    {
        var body = Write(notice, previousSequence, withFacts: true);
        return body.WrittenCount < MaxBytes ? Text(body) : Text(Write(notice, previousSequence, withFacts: false));
    }

    private static string Text(ArrayBufferWriter<byte> body) => Encoding.UTF8.GetString(body.WrittenSpan);

    private static ArrayBufferWriter<byte> Write(TicketNotice notice, long? previousSequence, bool withFacts)
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using var json = new Utf8JsonWriter(buffer, Options);
        var brief = notice.Case;
        json.WriteStartObject();
        json.WriteString("type"u8, notice.Type);
        json.WriteString("timestamp"u8, notice.At.UtcDateTime);
        json.WriteStartObject("data"u8);
        json.WriteString("ticketId"u8, notice.TicketId);
        json.WriteString("number"u8, TicketNumber.Of(notice.TicketId));
        json.WriteNumber("version"u8, brief.Version);
        json.WriteNumber("sequence"u8, notice.Sequence);
        Number(json, "previousSequence", previousSequence);
        json.WriteString("kind"u8, brief.Kind.ToString());
        json.WriteString("step"u8, brief.Step.ToString());
        json.WriteString("stage"u8, TicketStages.Of(brief.Step).ToString());
        Optional(json, "customerId", brief.CustomerId);
        Optional(json, "orderId", brief.OrderId);
        json.WriteString("by"u8, notice.Event.By.ToString().ToLowerInvariant());
        if (withFacts)
        {
            json.WriteStartObject("facts"u8);
            EventFacts.Write(json, notice.Event);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        return buffer;
    }

    /// <summary>Null is said: it means that this is the first.</summary>
    private static void Number(Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    private static void Optional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
