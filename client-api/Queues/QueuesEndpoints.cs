using AfterSales.Api.Auth;
using AfterSales.Api.Http;

namespace AfterSales.Api.Queues;

/// <summary>/v1/queues: where cases wait for somebody.</summary>
internal static class QueuesEndpoints
{
    public static void MapQueuesEndpoints(this IEndpointRouteBuilder routes)
    {
        var rules = routes.MapGroup("/v1/queues/{id}").RequireAuthorization(Access.Rules).WithTags("Queues");
        rules.MapPut("", QueueDefinitions.Put)
            .WithSummary("Creates or changes a queue.")
            .Produces<QueueBody>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(QueueInput)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);
        rules.MapDelete("", QueueDefinitions.Delete)
            .WithSummary("Removes a queue; with waiting cases only when requeue=true routes them anew.")
            .WithMetadata(new QueryMetadata("requeue"), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);

        var staff = routes.MapGroup("/v1/queues").RequireAuthorization(Access.Staff).WithTags("Queues");
        staff.MapGet("", QueueDefinitions.List).WithSummary("All queues.");
        staff.MapGet("/{id}", QueueDefinitions.Get).WithSummary("One queue as configured.");
        staff.MapGet("/{id}/stats", QueueWork.Stats).WithSummary("Who waits and who serves: the numbers behind every expected wait.");
        routes.MapPost("/v1/queues/{id}/next", QueueWork.Next)
            .RequireAuthorization(Access.Workers)
            .WithTags("Queues")
            .WithSummary("Pulls the most urgent case the agent may have; an empty object when there is none.")
            .WithMetadata(new RequestBodyMetadata(typeof(NextInput), Required: false), HeaderMetadata.IdempotencyKey);
    }
}
