using AfterSales.Api.Auth;
using AfterSales.Api.Http;

namespace AfterSales.Api.Webhooks;

/// <summary>/v1/webhooks: who is told of what happens to cases, and what became of it.</summary>
internal static class WebhooksEndpoints
{
    public static void MapWebhooksEndpoints(this IEndpointRouteBuilder routes)
    {
        var all = routes.MapGroup("/v1/webhooks").RequireAuthorization(Access.Export).WithTags("Webhooks");
        all.MapPost("", WebhookResources.Create)
            .WithSummary("Creates an endpoint. The answer holds its secret, this once.")
            .Produces<WebhookBody>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(WebhookInput)), HeaderMetadata.OptionalKey);
        all.MapGet("", WebhookResources.List).WithSummary("All endpoints.");

        var one = all.MapGroup("/{id:guid}");
        one.MapGet("", WebhookResources.Get).WithSummary("One endpoint; never with its secret.");
        one.MapPut("", WebhookResources.Put)
            .WithSummary("Changes an endpoint; enabling it sends what waited.")
            .WithMetadata(new RequestBodyMetadata(typeof(WebhookInput)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        one.MapDelete("", WebhookResources.Delete).WithSummary("Removes an endpoint with all that waits for it.").WithMetadata(HeaderMetadata.IfMatch);
        one.MapPost("/rotate-secret", WebhookResources.Rotate)
            .WithSummary("Another secret, told to this request alone; the old ones sign too, each for a day.")
            .WithMetadata(new RequestBodyMetadata(typeof(RotateInput), Required: false), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        one.MapGet("/deliveries", WebhookDeliveries.List)
            .WithSummary("Deliveries of an endpoint, newest first.")
            .WithMetadata(QueryMetadata.Paging, new QueryMetadata("status", "ticketId"));
        one.MapPost("/replay", WebhookDeliveries.Replay)
            .WithSummary("Sends again what is over, with the same ids and sequences.")
            .WithMetadata(new RequestBodyMetadata(typeof(ReplayInput)));
    }
}
