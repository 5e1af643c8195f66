using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace AfterSales.Policies;

/// <summary>
/// Dictionaries of a document in order of their keys. Immutable dictionaries enumerate in an order of their own in each process; without this equal
/// documents would differ as text.
/// </summary>
internal static class CanonicalJson
{
    public static string Serialize(object value, Type type, JsonSerializerOptions options)
    {
        var node = JsonSerializer.SerializeToNode(value, type, options);
        return Ordered(node, type, options)?.ToJsonString(options) ?? "null";
    }

    private static JsonNode? Ordered(JsonNode? node, Type type, JsonSerializerOptions options)
    {
        var info = options.GetTypeInfo(type);
        return node switch
        {
            JsonObject entries when info.Kind == JsonTypeInfoKind.Dictionary => new JsonObject(entries
                .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                .Select(entry => KeyValuePair.Create(entry.Key, Ordered(entry.Value?.DeepClone(), info.ElementType!, options)))),
            JsonObject members when info.Kind == JsonTypeInfoKind.Object => new JsonObject(info.Properties
                .Where(property => members.ContainsKey(property.Name))
                .Select(property => KeyValuePair.Create(property.Name, Ordered(members[property.Name]?.DeepClone(), property.PropertyType, options)))),
            JsonArray items when info.Kind == JsonTypeInfoKind.Enumerable =>
                new JsonArray([.. items.Select(item => Ordered(item?.DeepClone(), info.ElementType!, options))]),
            _ => node,
        };
    }
}
