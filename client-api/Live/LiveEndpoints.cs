using AfterSales.Api.Admission;
using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Live;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Live;

/// <summary>GET /v1/stream: what happens to a case, an agent or a queue, as it happens; and the tickets with which browsers open one.</summary>
internal static class LiveEndpoints
{
    private const string LastEventId = "Last-Event-ID";

    public static void AddLive(this IServiceCollection services)
    {
        services.AddSingleton<QueueStatsBoard>();
        services.AddSingleton<LiveDoor>();
    }

    public static void MapLiveEndpoints(this IEndpointRouteBuilder routes)
    {
        // Anonymous to the framework: who calls is asked by the handler, since a browser brings a ticket instead of a token. No place in a lane, which it
        // would hold for hours, and no measuring of its duration.
        routes.MapGet("/v1/stream", Open)
            .AllowAnonymous()
            .InLane(Lane.System)
            .DisableHttpMetrics()
            .WithTags("Live")
            .WithSummary("Server-sent events of tickets/{id}, agents/{id} or queues/{id}.")
            .WithMetadata(
                new QueryMetadata("topic", "lastEventId", "ticket"),
                new HeaderMetadata(LastEventId, "Id of the last event you saw; nothing after it is lost or repeated.", false));
        routes.MapPost("/v1/stream-tickets", Issue)
            .RequireAuthorization(Access.Anyone)
            .WithTags("Live")
            .WithSummary("A ticket that opens a stream within 60 s, for browsers, which cannot set headers there.");
    }

    private static async Task<Results<LiveStream, ProblemAnswer>> Open(
        HttpContext http, [FromServices] LiveDoor door, [FromServices] ILiveFeed feed, [FromServices] TimeProvider time)
    {
        var query = new QueryReader(http.Request.Query);
        var (text, after, ticket) = (query.Take("topic"), query.Take("lastEventId"), query.Take("ticket"));
        if (await door.Recognise(http, ticket) is { } unknown)
        {
            return (ProblemAnswer)unknown;
        }

        LiveTopic topic = default;
        if (!query.Errors.IsEmpty || text is null || !LiveTopic.TryParse(text, out topic))
        {
            query.Errors.Add("/topic", "must be tickets/{id}, agents/{id} or queues/{id}");
        }

        if (query.Finish() is { } invalid)
        {
            return (ProblemAnswer)invalid;
        }

        if (await door.Refuse(http, topic) is { } refusal)
        {
            return (ProblemAnswer)refusal;
        }

        // A browser that reconnects by itself repeats the address it was given first, and says in the header how far it came since.
        var header = http.Request.Headers[LastEventId].ToString();
        var subscription = await feed.Subscribe(topic, header.Length > 0 ? header : after, http.Caller(), http.RequestAborted);
        return subscription.Succeeded ? new LiveStream(topic, subscription.Value, door.EndOf(http, time.GetUtcNow())) : (ProblemAnswer)subscription.Failure;
    }

    private static async Task<JsonAnswer<StreamTicket>> Issue(HttpContext http, [FromServices] IStreamTickets tickets) =>
        new(await tickets.Issue(new StreamHolder(http.Caller(), http.Features.GetRequiredFeature<TokenEnd>().At), http.RequestAborted), ApiJson.Responses.StreamTicket);
}
