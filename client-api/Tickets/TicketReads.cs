using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Tickets;

/// <summary>GET of one case: asked of its grain, so never behind a write.</summary>
internal static class TicketReads
{
    public static async Task<Results<JsonAnswer<TicketView>, NotModified, ProblemAnswer>> Get(
        Guid id, HttpContext http, [FromServices] IGrainFactory grains, [FromServices] QueuePlace place)
    {
        var found = await grains.GetGrain<ITicketGrain>(id).Get(http.ReadContext());
        if (!found.Succeeded)
        {
            return (ProblemAnswer)found.Failure;
        }

        // While it waits its position moves without its version: what a caller has seen may be old under the same tag.
        return found.Value.WaitingIn is null && ETags.NoneMatches(http.Request, found.Value.Version)
            ? new NotModified(ETags.Of(found.Value.Version))
            : TicketAnswers.Shown(await place.Complete(found.Value));
    }

    public static async Task<Results<JsonAnswer<TimelinePage>, ProblemAnswer>> Timeline(
        Guid id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var paging = Paging.Of(http.Request);
        if (!paging.Succeeded)
        {
            return (ProblemAnswer)paging.Failure;
        }

        var page = await grains.GetGrain<ITicketGrain>(id).GetTimeline(paging.Value.Cursor, paging.Value.Limit, http.ReadContext());
        return page.Succeeded ? new JsonAnswer<TimelinePage>(page.Value, ApiJson.Responses.TimelinePage) : (ProblemAnswer)page.Failure;
    }

    public static async Task<Results<JsonAnswer<TicketGraphView>, ProblemAnswer>> Graph(
        Guid id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var graph = await grains.GetGrain<ITicketGrain>(id).GetGraph(http.ReadContext());
        return graph.Succeeded ? new JsonAnswer<TicketGraphView>(graph.Value, ApiJson.Responses.TicketGraphView) : (ProblemAnswer)graph.Failure;
    }
}
