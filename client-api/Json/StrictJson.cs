using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace AfterSales.Api.Json;

/// <summary>Bytes to a body, or the refusal that says everything that is wrong with them.</summary>
internal static class StrictJson
{
    /// <param name="utf8">One JSON value.</param>
    /// <param name="type">Strict metadata from <see cref="ApiJson.Requests"/>.</param>
    /// <param name="pointer">Where the value stands in the whole body; empty for the body itself.</param>
    public static Outcome<T> Parse<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type, string pointer = "")
        where T : class
    {
        if (!Utf8.IsValid(utf8))
        {
            return Malformed("The body is not valid UTF-8.");
        }

        try
        {
            return JsonSerializer.Deserialize(utf8, type) is { } value
                ? value
                : Malformed("The body must be a JSON object.");
        }
        catch (JsonException refusal)
        {
            // The serializer stops at the first fault; a caller wants all of them, so the body is walked again.
            return BodyInspector.Explain(utf8, type, pointer, refusal);
        }
    }

    public static Failure Malformed(string detail) => new(FailureCodes.MalformedBody, detail);
}
