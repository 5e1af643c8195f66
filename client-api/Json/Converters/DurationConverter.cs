using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Api.Json;

/// <summary>ISO 8601 both ways; the framework's own form, <c>00:00:30</c>, is none that other languages read.</summary>
internal sealed class DurationConverter : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Iso8601.TryParse(reader.GetString(), out var duration) ? duration : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteStringValue(Iso8601.ToText(value));
}
