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
    /// <summary>One row's limit (architecture.md section 3).</summary>
    public const int MaxDataBytes = 64 * 1024;

    public (byte[] Data, ReadOnlyMemory<byte>? Personal) Encode(IReadOnlyList<TEvent> stored)
    {
        var array = stored as TEvent[] ?? [.. stored];
        var data = JsonSerializer.SerializeToUtf8Bytes(array, events);
        if (!array.Any(e => e.Personal is not null))
        {
            return (data, null);
        }

        var personal = Array.ConvertAll(array, e => e.Personal);
        return (data, JsonSerializer.SerializeToUtf8Bytes(personal, PersonalJson.Default.PersonalTextArray));
    }

    public TEvent[] Decode(ReadOnlySpan<byte> data, ReadOnlyMemory<byte>? personal)
    {
        var decoded = JsonSerializer.Deserialize(data, events) ?? throw new InvalidDataException("A log row holds null instead of events.");
        var texts = personal is { Length: > 0 } bytes ? JsonSerializer.Deserialize(bytes.Span, PersonalJson.Default.PersonalTextArray) : null;
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
}

/// <summary>An event type that is read but no longer written.</summary>
internal interface IUpcast<out TEvent>
{
    TEvent Upcast();
}

[JsonSerializable(typeof(PersonalText[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class PersonalJson : JsonSerializerContext;
