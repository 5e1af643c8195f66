using System.Text.Json;
using System.Text.Json.Serialization;
using AfterSales.Agents;
using AfterSales.Routing;

namespace AfterSales.ReadModel;

/// <summary>How routing facts and agents are kept in the read model. Derived, so no version: the projection's number stands for it.</summary>
[JsonSerializable(typeof(RoutingFacts))]
[JsonSerializable(typeof(AgentStatus))]
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    // A default array is one of these defaults, too: it could not be written otherwise.
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
    UseStringEnumConverter = true)]
internal sealed partial class RoutingJson : JsonSerializerContext
{
    /// <summary>Null when there is nothing to tell anybody.</summary>
    public static string? Write(RoutingFacts facts) =>
        facts is { Waiting: null, Assigned: null, Unrouted: false } && facts.Left.OrEmpty().IsEmpty
            ? null
            : JsonSerializer.Serialize(facts, Default.RoutingFacts);

    public static string Write(AgentStatus status) => JsonSerializer.Serialize(status, Default.AgentStatus);

    public static RoutingFacts ReadFacts(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, Default.RoutingFacts) ?? throw new InvalidDataException("A row of the read model holds null instead of routing facts.");

    /// <summary>Rows of before <see cref="AgentStatus.Holds"/> was stored do not have it: units in use say the same but for work at rest.</summary>
    public static AgentStatus ReadStatus(ReadOnlySpan<byte> json)
    {
        var status = JsonSerializer.Deserialize(json, Default.AgentStatus)
            ?? throw new InvalidDataException("A row of the read model holds null instead of an agent.");
        return status is { Holds: false, UnitsInUse: > 0 } ? status with { Holds = true } : status;
    }
}
