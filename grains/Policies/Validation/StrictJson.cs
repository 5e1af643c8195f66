using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Policies;

/// <summary>
/// Compares a document with the type it shall become and names every fault at once, each with its JSON pointer; the serializer alone stops at the
/// first. What is faulty is cut out, so that the rest can be read and its values checked too.
/// </summary>
internal sealed class StrictJson(JsonSerializerOptions options)
{
    private readonly ImmutableArray<FieldError>.Builder _errors = ImmutableArray.CreateBuilder<FieldError>();

    public ImmutableArray<FieldError> Errors => _errors.ToImmutable();

    /// <returns>Whether the node can become the type; false also when a part had to be cut that cannot be missed.</returns>
    public bool Check(JsonNode? node, Type type, string pointer)
    {
        var info = options.GetTypeInfo(Nullable.GetUnderlyingType(type) ?? type);
        return info.Kind switch
        {
            JsonTypeInfoKind.Object => node is JsonObject members ? CheckMembers(members, info, pointer) : Fault(pointer, "Must be an object."),
            JsonTypeInfoKind.Dictionary => node is JsonObject entries ? CheckEntries(entries, info, pointer) : Fault(pointer, "Must be an object."),
            JsonTypeInfoKind.Enumerable => node is JsonArray items ? CheckItems(items, info, pointer) : Fault(pointer, "Must be an array."),
            _ => CheckLeaf(node, info, pointer),
        };
    }

    private bool CheckMembers(JsonObject members, JsonTypeInfo info, string pointer)
    {
        foreach (var (name, value) in members.ToArray())
        {
            var at = $"{pointer}/{Escape(name)}";
            var property = info.Properties.FirstOrDefault(known => known.Name == name);
            var sound = property is null ? Fault(at, "Is not known.")
                : value is null ? property.IsSetNullable || Fault(at, "Must not be null.")
                : Check(value, property.PropertyType, at);
            if (!sound)
            {
                members.Remove(name);
            }
        }

        var missing = info.Properties.Where(property => IsRequired(property) && !members.ContainsKey(property.Name)).ToList();
        foreach (var property in missing.Where(property => !_errors.Any(error => error.Pointer.StartsWith($"{pointer}/{property.Name}", StringComparison.Ordinal))))
        {
            Fault($"{pointer}/{property.Name}", "Is required.");
        }

        return missing.Count == 0;
    }

    private bool CheckEntries(JsonObject entries, JsonTypeInfo info, string pointer)
    {
        foreach (var (name, value) in entries.ToArray())
        {
            var at = $"{pointer}/{Escape(name)}";
            var sound = info.KeyType is { IsEnum: true } keys && !Enum.IsDefined(keys, name)
                ? Fault(at, $"Must be one of {string.Join(", ", Enum.GetNames(keys))}.")
                : Check(value, info.ElementType!, at);
            if (!sound)
            {
                entries.Remove(name);
            }
        }

        return true;
    }

    /// <summary>An item is never cut out alone: that would move the pointers of those after it.</summary>
    private bool CheckItems(JsonArray items, JsonTypeInfo info, string pointer)
    {
        var sound = true;
        for (var i = 0; i < items.Count; i++)
        {
            sound &= Check(items[i], info.ElementType!, $"{pointer}/{i}");
        }

        return sound;
    }

    private bool CheckLeaf(JsonNode? node, JsonTypeInfo info, string pointer)
    {
        if (info.Type.IsEnum)
        {
            return node is JsonValue value && value.TryGetValue<string>(out var name) && Enum.GetNames(info.Type).Contains(name)
                || Fault(pointer, $"Must be one of {string.Join(", ", Enum.GetNames(info.Type))}.");
        }

        try
        {
            return node?.Deserialize(info) is not null || Fault(pointer, "Must not be null.");
        }
        catch (JsonException)
        {
            return Fault(pointer, info.Type == typeof(string) ? "Must be a text." : info.Type == typeof(bool) ? "Must be true or false." : "Must be a whole number in range.");
        }
    }

    private static bool IsRequired(JsonPropertyInfo property) => property.IsRequired || property.AssociatedParameter is { HasDefaultValue: false };

    private bool Fault(string pointer, string message)
    {
        _errors.Add(new FieldError(pointer, message));
        return false;
    }

    /// <summary>RFC 6901.</summary>
    private static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
