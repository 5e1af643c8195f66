using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using AfterSales.Api.Http;
using AfterSales.Api.Json;

namespace AfterSales.Api.Policies;

/// <summary>The body of a policy request: one JSON object, written in one way. What it must hold, the policy's own rules say.</summary>
internal static class PolicyText
{
    private const int MaxBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = ApiJson.MaxDepth };

    public static ValueTask<Outcome<string>> Read(HttpRequest request) =>
        BodyReader.Read(request, MaxBytes, mayBeEmpty: false, body => Canonical(body.ToArray()));

    private static Outcome<string> Canonical(byte[] utf8)
    {
        try
        {
            using var document = Utf8.IsValid(utf8) ? JsonDocument.Parse(utf8, Strict) : null;
            return document?.RootElement.ValueKind == JsonValueKind.Object
                ? JsonSerializer.Serialize(document.RootElement, ApiJson.Responses.JsonElement)
                : StrictJson.Malformed("A policy is a JSON object in UTF-8.");
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return StrictJson.Malformed("The body is not one JSON object with distinct names of valid Unicode.");
        }
    }
}
