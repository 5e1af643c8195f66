using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Api.Json;

/// <summary>RFC 3339: an offset is required on the way in (a time without one would mean the server's zone), UTC with <c>Z</c> on the way out.</summary>
internal sealed class UtcTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && Rfc3339.TryParse(reader.GetString(), out var time) ? time : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.UtcDateTime);
}
