using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Queues;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Queues;

/// <summary>Queues as configured; asked of the catalog itself, so never behind a write.</summary>
internal static class QueueDefinitions
{
    public static async Task<Results<JsonAnswer<QueueListBody>, ProblemAnswer>> List([FromServices] IGrainFactory grains)
    {
        var all = await Catalog(grains).GetAll();
        return all.Succeeded
            ? new JsonAnswer<QueueListBody>(new QueueListBody([.. all.Value.Queues.OrEmpty().Select(QueueBody.Of)]), ApiJson.Responses.QueueListBody)
            : (ProblemAnswer)all.Failure;
    }

    public static async Task<Results<JsonAnswer<QueueBody>, NotModified, ProblemAnswer>> Get(
        string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        var found = await Find(id, grains);
        return !found.Succeeded ? (ProblemAnswer)found.Failure
            : ETags.NoneMatches(http.Request, found.Value.Version) ? new NotModified(ETags.Of(found.Value.Version))
            : Answer(found.Value);
    }

    public static async Task<Results<JsonAnswer<QueueBody>, ProblemAnswer>> Put(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.BadId;
        }

        var change = await Change<QueueInput>.Read(http, QueueRules.Queue, QueueRules.MaxBytes, $"queue {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        // Decides between 200 and 201 only; of two callers who create it at once both may be told 201.
        var existed = (await Find(id, grains)).Succeeded;
        var put = await Catalog(grains).Put(id, change.Value.Body.ToDefinition(), change.Value.Context);
        return put.Succeeded ? Answer(put.Value, existed ? StatusCodes.Status200OK : StatusCodes.Status201Created) : (ProblemAnswer)put.Failure;
    }

    public static async Task<Results<JsonAnswer<QueueBody>, ProblemAnswer>> Delete(string id, HttpContext http, [FromServices] IGrainFactory grains)
    {
        if (!TextRules.IsId(id))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var asked = Removal.Of(http, $"remove queue {id}");
        if (!asked.Succeeded)
        {
            return (ProblemAnswer)asked.Failure;
        }

        var removed = await Catalog(grains).Remove(id, asked.Value.Requeue, http.CommandContext(asked.Value.CommandId, asked.Value.IfMatch));
        return removed.Succeeded ? Answer(removed.Value) : (ProblemAnswer)removed.Failure;
    }

    private static async Task<Outcome<QueueDocument>> Find(string id, IGrainFactory grains)
    {
        var all = await Catalog(grains).GetAll();
        if (!all.Succeeded)
        {
            return all.Failure;
        }

        return all.Value.Queues.OrEmpty().FirstOrDefault(queue => queue.Id == id) is { } found ? found : Refusals.NotFound;
    }

    private static IQueueCatalogGrain Catalog(IGrainFactory grains) => grains.GetGrain<IQueueCatalogGrain>(IQueueCatalogGrain.Key);

    private static JsonAnswer<QueueBody> Answer(QueueDocument queue, int status = StatusCodes.Status200OK) =>
        new(QueueBody.Of(queue), ApiJson.Responses.QueueBody, status) { ETag = ETags.Of(queue.Version) };
}
