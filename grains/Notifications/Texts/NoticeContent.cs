using System.Text.Json;
using System.Text.Json.Serialization;

namespace AfterSales.Notifications;

/// <summary>What a stored notification says, whatever the language.</summary>
internal sealed record NoticeContent(Guid TicketId, string Event, string Template, ImmutableDictionary<string, string> Values)
{
    public static string ToJson(ImmutableDictionary<string, string> values) => JsonSerializer.Serialize(values, NoticeJson.Default.ImmutableDictionaryStringString);

    public static ImmutableDictionary<string, string> FromJson(string json) =>
        JsonSerializer.Deserialize(json, NoticeJson.Default.ImmutableDictionaryStringString) ?? ImmutableDictionary<string, string>.Empty;
}

[JsonSerializable(typeof(ImmutableDictionary<string, string>))]
internal sealed partial class NoticeJson : JsonSerializerContext;
