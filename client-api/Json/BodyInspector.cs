using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Api.Json;

/// <summary>Walks a refused body against the metadata it was refused by and names every fault with its JSON pointer.</summary>
internal sealed class BodyInspector(JsonSerializerOptions options)
{
    /// <summary>A body that is wrong everywhere must not make an answer larger than itself.</summary>
    private const int MaxErrors = 100;

    private readonly List<FieldError> _errors = [];
    private bool _unknownField;

    public static Failure Explain(ReadOnlySpan<byte> utf8, JsonTypeInfo type, string pointer, JsonException refusal)
    {
        var documentOptions = new JsonDocumentOptions { MaxDepth = ApiJson.MaxDepth, AllowDuplicateProperties = false };
        try
        {
            using var document = JsonDocument.Parse(utf8.ToArray(), documentOptions);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return StrictJson.Malformed("The body must be a JSON object.");
            }

            var inspector = new BodyInspector(type.Options);
            inspector.Inspect(document.RootElement, type.Type, pointer, isNullable: false);
            return inspector.ToFailure(pointer, refusal);
        }
        catch (JsonException malformed)
        {
            return StrictJson.Malformed($"The body is not one JSON value with distinct names: line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}.");
        }
        catch (InvalidOperationException)
        {
            return StrictJson.Malformed("A name in the body is not valid Unicode.");
        }
    }

    public static Failure InvalidValue(ImmutableArray<FieldError> errors) =>
        new(FailureCodes.InvalidValue, "The request holds values that are not allowed.") { Errors = errors };

    private Failure ToFailure(string pointer, JsonException refusal)
    {
        if (_errors.Count == 0)
        {
            _errors.Add(new FieldError(pointer + JsonPointer.FromPath(refusal.Path), "has a value that is not allowed here"));
        }

        return _unknownField
            ? new Failure(FailureCodes.UnknownField, "The body holds fields that the contract does not know.") { Errors = [.. _errors] }
            : InvalidValue([.. _errors]);
    }

    private void Inspect(JsonElement element, Type type, string pointer, bool isNullable)
    {
        var underlying = Nullable.GetUnderlyingType(type);
        if (element.ValueKind == JsonValueKind.Null && (isNullable || underlying is not null))
        {
            return;
        }

        var info = options.GetTypeInfo(underlying ?? type);
        switch (info.Kind)
        {
            case JsonTypeInfoKind.Object when element.ValueKind == JsonValueKind.Object:
                InspectObject(element, info, pointer);
                break;
            case JsonTypeInfoKind.Enumerable when element.ValueKind == JsonValueKind.Array:
                var index = 0;
                foreach (var item in element.EnumerateArray())
                {
                    Inspect(item, info.Type.GetGenericArguments()[0], $"{pointer}/{index++}", isNullable: false);
                }

                break;
            default:
                InspectLeaf(element, info, pointer);
                break;
        }
    }

    private void InspectObject(JsonElement element, JsonTypeInfo info, string pointer)
    {
        foreach (var property in element.EnumerateObject())
        {
            var place = $"{pointer}/{JsonPointer.Escape(property.Name)}";
            if (info.Properties.FirstOrDefault(known => known.Name == property.Name) is not { } known)
            {
                _unknownField = true;
                Add(place, "is not a field of this body");
                continue;
            }

            Inspect(property.Value, known.PropertyType, place, known.IsSetNullable);
        }

        foreach (var required in info.Properties.Where(IsRequired).Where(required => !element.TryGetProperty(required.Name, out _)))
        {
            Add($"{pointer}/{required.Name}", "is required");
        }
    }

    private void InspectLeaf(JsonElement element, JsonTypeInfo info, string pointer)
    {
        try
        {
            if (element.Deserialize(info) is not null)
            {
                return;
            }
        }
        catch (Exception refusal) when (refusal is JsonException or InvalidOperationException)
        {
            // Named below by what was expected.
        }

        Add(pointer, Expectations.Of(info.Type));
    }

    private static bool IsRequired(JsonPropertyInfo property) =>
        property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false, IsMemberInitializer: false };

    private void Add(string pointer, string message)
    {
        if (_errors.Count < MaxErrors)
        {
            _errors.Add(new FieldError(pointer, message));
        }
    }
}
