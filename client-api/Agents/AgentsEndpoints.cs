using AfterSales.Agents;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Tickets;

namespace AfterSales.Api.Agents;

/// <summary>/v1/agents: who works, what he can and what he has.</summary>
internal static class AgentsEndpoints
{
    public static void MapAgentsEndpoints(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/v1/agents/{id}").RequireAuthorization(Access.Rules).WithTags("Agents");
        rules.MapPut("", AgentProfiles.Put)
            .WithSummary("Registers or changes an agent.")
            .Produces<AgentView>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(AgentInput)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        rules.MapDelete("", AgentProfiles.Delete)
            .WithSummary("Removes an agent; with open work only when requeue=true sends it back to its queues.")
            .WithMetadata(new QueryMetadata("requeue"), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);

        var staff = routes.MapGroup("/v1/agents/{id}").RequireAuthorization(Access.Staff).WithTags("Agents");
        staff.MapGet("", AgentProfiles.Get).WithSummary("An agent with presence, load and the newest changes of presence.");
        staff.MapGet("/work", AgentWork.Get).WithSummary("The offers and cases an agent has now.");
        staff.MapPost("/presence", AgentWork.SetPresence)
            .WithSummary("Sets the presence: the agent himself, a lead or an administrator.")
            .WithMetadata(new RequestBodyMetadata(typeof(PresenceInput)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        staff.MapPost("/offers/{offerId:guid}/accept", AgentOffers.Accept)
            .WithSummary("Accepts an offer and answers the case; only the agent it was made to.")
            .Produces<TicketView>()
            .WithMetadata(new RequestBodyMetadata(typeof(OfferAcceptance), Required: false), HeaderMetadata.IdempotencyKey);
        staff.MapPost("/offers/{offerId:guid}/reject", AgentOffers.Reject)
            .WithSummary("Rejects an offer and answers what the agent has; only the agent it was made to.")
            .WithMetadata(new RequestBodyMetadata(typeof(OfferRejection), Required: false), HeaderMetadata.OptionalKey);
    }
}
