using System.Text.Json.Serialization;
using AfterSales.Streams;

namespace AfterSales.Agents.Domain;

/// <summary>How events and snapshots of agents are written; the golden files of the tests hold it still.</summary>
[JsonSerializable(typeof(AgentEvent[]))]
[JsonSerializable(typeof(AgentState))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    AllowOutOfOrderMetadataProperties = true)]
internal sealed partial class AgentJson : JsonSerializerContext;

internal static class AgentCodec
{
    public static EventCodec<AgentEvent> Instance { get; } = new(AgentJson.Default.AgentEventArray);
}
