using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Api.Json;

/// <summary>
/// Enum values by their names and by nothing else: a number would tie callers to the order of declaration. Read without regard to case,
/// written as declared.
/// </summary>
internal sealed class NameEnumConverter<T> : JsonConverter<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<string, T> ByName =
        Enum.GetValues<T>().ToFrozenDictionary(value => value.ToString(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<T, JsonEncodedText> Names =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => JsonEncodedText.Encode(value.ToString()));

    public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && ByName.TryGetValue(reader.GetString()!, out var value)
            ? value
            : throw new JsonException();

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(Names[value]);
}

/// <summary>Makes a <see cref="NameEnumConverter{T}"/> for every enum.</summary>
internal sealed class NameEnumConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(NameEnumConverter<>).MakeGenericType(typeToConvert))!;
}
