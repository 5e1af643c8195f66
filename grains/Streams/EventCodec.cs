using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Streams;

/// <summary>
/// Events to and from the two JSON columns of a row. The type discriminator is the event's stable name and version (<c>approved.v1</c>);
/// an old version is a record of its own that implements <see cref="IUpcast{TEvent}"/>.
/// </summary>
internal sealed class EventCodec<TEvent>(JsonTypeInfo<TEvent[]> events)
    where TEvent : StoredEvent
{
    // Chinese is stored as it is, not as six bytes a character. What is read is never put into a page unescaped; old escapes read the same.
    private static readonly JsonTypeInfo<PersonalText[]> Texts = Unescaped(PersonalJson.Default.PersonalTextArray);

    private readonly JsonTypeInfo<TEvent[]> _events = Unescaped(events);

    public (byte[] Data, ReadOnlyMemory<byte>? Personal) Encode(IReadOnlyList<TEvent> stored)
    {
        var array = stored as TEvent[] ?? [.. stored];
        var data = JsonSerializer.SerializeToUtf8Bytes(array, _events);
        if (!array.Any(e => e.Personal is not null))
        {
            return (data, null);
        }

        var personal = Array.ConvertAll(array, e => e.Personal!);
        return (data, JsonSerializer.SerializeToUtf8Bytes(personal, Texts));
    }

    public TEvent[] Decode(ReadOnlySpan<byte> data, ReadOnlyMemory<byte>? personal)
    {
        var decoded = JsonSerializer.Deserialize(data, _events) ?? throw new InvalidDataException("A log row holds null instead of events.");
        var texts = personal is { Length: > 0 } bytes ? JsonSerializer.Deserialize(bytes.Span, Texts) : null;
        for (var i = 0; i < decoded.Length; i++)
        {
            if (decoded[i] is IUpcast<TEvent> old)
            {
                decoded[i] = old.Upcast();
            }

            if (texts is not null && i < texts.Length && texts[i] is { } text)
            {
                decoded[i] = (TEvent)((StoredEvent)decoded[i] with { Personal = text });
            }
        }

        return decoded;
    }

    private static JsonTypeInfo<T> Unescaped<T>(JsonTypeInfo<T> type) =>
        (JsonTypeInfo<T>)new JsonSerializerOptions(type.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }.GetTypeInfo(typeof(T));
}

/// <summary>An event type that is read but no longer written.</summary>
internal interface IUpcast<out TEvent>
{
    TEvent Upcast();
}

[JsonSerializable(typeof(PersonalText[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class PersonalJson : JsonSerializerContext;
