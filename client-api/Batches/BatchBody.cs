using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;

namespace AfterSales.Api.Batches;

/// <summary><c>{"items": [...]}</c> taken apart: an item that is wrong does not keep the others from being done.</summary>
internal static class BatchBody
{
    public const int MaxBytes = 8 * 1024 * 1024;
    public const int MaxItems = 500;

    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = ApiJson.MaxDepth };

    /// <param name="request">Whose body.</param>
    /// <param name="nameField">The field that names an item and is no part of its body.</param>
    /// <param name="isName">Whether a name is acceptable.</param>
    public static ValueTask<Outcome<ImmutableArray<BatchItem>>> Read(HttpRequest request, string nameField, Func<string, bool> isName) =>
        BodyReader.Read(request, MaxBytes, mayBeEmpty: false, body => Split(body.ToArray(), nameField, isName));

    public static Outcome<ImmutableArray<BatchItem>> Split(byte[] utf8, string nameField, Func<string, bool> isName)
    {
        if (!Utf8.IsValid(utf8))
        {
            return StrictJson.Malformed("The body is not valid UTF-8.");
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return Items(document.RootElement) is { Succeeded: true } items
                ? ImmutableArray.CreateRange(items.Value.EnumerateArray().Select((item, index) => BatchItem.Of(item, $"/items/{index}", nameField, isName)))
                : Items(document.RootElement).Failure!;
        }
        catch (Exception malformed) when (malformed is JsonException or InvalidOperationException)
        {
            return StrictJson.Malformed("The body is not one JSON value with distinct names of valid Unicode.");
        }
    }

    private static Outcome<JsonElement> Items(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("items", out var items))
        {
            return Refusals.Invalid("/items", "is required");
        }

        if (root.EnumerateObject().FirstOrDefault(property => property.Name != "items") is { Value.ValueKind: not JsonValueKind.Undefined } other)
        {
            return new Failure(FailureCodes.UnknownField, "A batch holds items and nothing else.")
            {
                Errors = [new FieldError("/" + JsonPointer.Escape(other.Name), "is not a field of this body")],
            };
        }

        return items.ValueKind == JsonValueKind.Array && items.GetArrayLength() is >= 1 and <= MaxItems
            ? items
            : Refusals.Invalid("/items", $"must be an array of 1 to {MaxItems} items");
    }
}
