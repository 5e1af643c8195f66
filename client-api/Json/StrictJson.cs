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
            return JsonSerializer.Deserialize(utf8, type) is not { } value ? Malformed("The body must be a JSON object.")
                : HasNullItem(utf8) ? BodyInspector.Explain(utf8, type, pointer, new JsonException())
                : value;
        }
        catch (JsonException refusal)
        {
            // The serializer stops at the first fault; a caller wants all of them, so the body is walked again.
            return BodyInspector.Explain(utf8, type, pointer, refusal);
        }
    }

    /// <summary>The serializer guards properties against null, but not the items of a list; no list of the contract has such items.</summary>
    private static bool HasNullItem(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IndexOf("null"u8) < 0)
        {
            return false;
        }

        // One bit per depth: whether its container is an array.
        var arrays = 0UL;
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = ApiJson.MaxDepth });
        while (reader.Read())
        {
            var inside = 1UL << (reader.CurrentDepth + 1);
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray:
                    arrays |= inside;
                    break;
                case JsonTokenType.StartObject:
                    arrays &= ~inside;
                    break;
                case JsonTokenType.Null when (arrays >> reader.CurrentDepth & 1) == 1:
                    return true;
            }
        }

        return false;
    }

    public static Failure Malformed(string detail) => new(FailureCodes.MalformedBody, detail);
}
