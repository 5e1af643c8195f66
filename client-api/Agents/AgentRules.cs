using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Agents;

/// <summary>The bodies of agents, and what their values may be.</summary>
internal static class AgentRules
{
    public const int MaxBytes = 64 * 1024;

    public static BodyBinding<AgentInput> Agent { get; } = new(ApiJson.Requests.AgentInput, Check, complete: AgentInput.Complete);

    public static BodyBinding<PresenceInput> Presence { get; } =
        new(ApiJson.Requests.PresenceInput, (body, errors) => errors.OptionalText("/reason", body.Reason, Limits.ShortReason));

    public static BodyBinding<OfferAcceptance> Acceptance { get; } = new(ApiJson.Requests.OfferAcceptance, (_, _) => { }, mayBeEmpty: true);

    public static BodyBinding<OfferRejection> Rejection { get; } =
        new(ApiJson.Requests.OfferRejection, (body, errors) => errors.OptionalText("/reason", body.Reason, Limits.ShortReason), mayBeEmpty: true);

    private static void Check(AgentInput body, ErrorList errors)
    {
        errors.Line("/name", body.Name);
        if (body.Team is { } team)
        {
            errors.Line("/team", team);
        }

        errors.Languages("/languages", body.Languages);
        errors.Skills("/skills", body.Skills, Limits.AgentSkills);
        errors.Number("/capacity", body.Capacity, 1, Limits.Capacity);
        errors.Departments("/departments", body.Departments);
    }
}
