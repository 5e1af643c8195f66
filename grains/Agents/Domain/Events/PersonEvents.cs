using System.Text.Json.Serialization;

namespace AfterSales.Agents.Domain;

/// <summary>The agent was registered or changed. His name is the event's personal text.</summary>
/// <param name="AgentId">The stream's natural key.</param>
/// <param name="Profile">Everything but the name.</param>
internal sealed record ProfileSet(string AgentId, ProfileData Profile) : AgentEvent;

/// <summary>What was said of it is the event's personal text.</summary>
/// <param name="Presence">From now on.</param>
/// <param name="Cause">One of <see cref="PresenceCauses"/>.</param>
/// <param name="SignIn">The time of ramp-up begins here; decided by the policy of then.</param>
/// <param name="HasReason">A reason was given, in the personal text.</param>
internal sealed record PresenceSet(
    Presence Presence,
    string Cause,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool SignIn = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool HasReason = false) : AgentEvent;

/// <summary>The agent is no longer one; what he holds is sent back case by case.</summary>
internal sealed record AgentRemoved : AgentEvent;

internal static class PresenceCauses
{
    public const string Set = "set";
    public const string OfferTimeout = "offer-timeout";
    public const string NoFirstAction = "no-first-action";
    public const string Removed = "removed";
}
