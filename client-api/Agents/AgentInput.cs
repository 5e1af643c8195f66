using AfterSales.Agents;
using AfterSales.Api.Values;
using AfterSales.Routing;

namespace AfterSales.Api.Agents;

/// <summary>Body of PUT /v1/agents/{id}.</summary>
internal sealed record AgentInput(string Name, string? Team = null, int Capacity = 100)
{
    public ImmutableArray<string> Languages { get; init; }

    public ImmutableArray<SkillInput> Skills { get; init; }

    public ImmutableArray<string> Departments { get; init; }

    public static AgentInput Complete(AgentInput body) => body with
    {
        Languages = body.Languages.OrEmpty(),
        Skills = body.Skills.OrEmpty(),
        Departments = body.Departments.OrEmpty() is { IsEmpty: false } given ? given : [Routing.Departments.Service],
    };

    public AgentProfile ToProfile() => new()
    {
        Name = Name,
        Team = Team,
        Languages = Languages,
        Skills = Skills.ToLevels(),
        Capacity = Capacity,
        Departments = Departments,
    };
}

/// <summary>Body of POST /v1/agents/{id}/presence.</summary>
internal sealed record PresenceInput(Presence Presence, string? Reason = null);

/// <summary>Body of accepting an offer: there is nothing to say.</summary>
internal sealed record OfferAcceptance;

/// <summary>Body of rejecting an offer.</summary>
internal sealed record OfferRejection(string? Reason = null);
