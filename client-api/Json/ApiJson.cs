using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace AfterSales.Api.Json;

/// <summary>How the contract reads and writes JSON: camelCase, enums by name, absent instead of null, times in UTC, durations in ISO 8601.</summary>
internal static class ApiJson
{
    /// <summary>No body of the contract nests deeper than five.</summary>
    public const int MaxDepth = 16;

    /// <summary>Chinese text stays readable; what HTML could mistake for markup is escaped.</summary>
    private static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);

    public static RequestJson Requests { get; } = new(Common(new JsonSerializerOptions(JsonSerializerDefaults.Strict)));

    public static ResponseJson Responses { get; } = new(Common(new JsonSerializerOptions()));

    /// <summary>Applied to the framework's own options too, so that the OpenAPI document describes the same JSON.</summary>
    public static JsonSerializerOptions Common(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        options.Encoder = Encoder;
        options.Converters.Add(new NameEnumConverterFactory());
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new DurationConverter());
        options.Converters.Add(new TextMapConverter());
        return options;
    }
}
