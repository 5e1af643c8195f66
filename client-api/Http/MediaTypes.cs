using Microsoft.Net.Http.Headers;

namespace AfterSales.Api.Http;

internal static class MediaTypes
{
    public const string Json = "application/json";

    /// <summary>JSON is UTF-8 (RFC 8259); another charset is refused rather than guessed.</summary>
    public static bool IsJson(HttpRequest request)
    {
        var type = request.ContentType;
        if (type == Json)
        {
            return true;
        }

        return MediaTypeHeaderValue.TryParse(type, out var parsed)
            && parsed.MediaType.Equals(Json, StringComparison.OrdinalIgnoreCase)
            && (!parsed.Charset.HasValue || HeaderUtilities.RemoveQuotes(parsed.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));
    }
}
