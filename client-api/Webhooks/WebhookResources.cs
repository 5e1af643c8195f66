using AfterSales.Api.Http;
using AfterSales.Api.Idempotency;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Webhooks;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Webhooks;

/// <summary>Endpoints as resources.</summary>
internal static class WebhookResources
{
    public static async Task<Results<JsonAnswer<WebhookBody>, ProblemAnswer>> Create(HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var change = await Change<WebhookInput>.Read(http, WebhookRules.Endpoint, WebhookRules.MaxBytes, "create webhook");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        var created = await webhooks.Create(change.Value.Body.ToDefinition(), change.Value.Context);
        return created.Succeeded
            ? Answer(created.Value.Endpoint, created.Value.Secret, StatusCodes.Status201Created, created.Value.Repeated)
            : (ProblemAnswer)created.Failure;
    }

    public static async Task<Results<JsonAnswer<WebhookListBody>, ProblemAnswer>> List(HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var all = await webhooks.List(http.RequestAborted);
        return all.Succeeded
            ? new JsonAnswer<WebhookListBody>(
                new WebhookListBody([.. all.Value.Items.Select(view => WebhookBody.Of(view))]), ApiJson.Responses.WebhookListBody)
            : (ProblemAnswer)all.Failure;
    }

    public static async Task<Results<JsonAnswer<WebhookBody>, NotModified, ProblemAnswer>> Get(
        Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var found = await webhooks.Get(id, http.RequestAborted);
        return !found.Succeeded ? (ProblemAnswer)found.Failure
            : ETags.NoneMatches(http.Request, found.Value.Version) ? new NotModified(ETags.Of(found.Value.Version))
            : Answer(found.Value);
    }

    public static async Task<Results<JsonAnswer<WebhookBody>, ProblemAnswer>> Put(Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var change = await Change<WebhookInput>.Read(http, WebhookRules.Endpoint, WebhookRules.MaxBytes, $"webhook {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        var put = await webhooks.Put(id, change.Value.Body.ToDefinition(), change.Value.Context);
        return put.Succeeded ? Answer(put.Value) : (ProblemAnswer)put.Failure;
    }

    public static async Task<Results<JsonAnswer<WebhookBody>, ProblemAnswer>> Delete(Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var query = new QueryReader(http.Request.Query);
        var ifMatch = ETags.IfMatch(http.Request);
        if ((query.Finish() ?? ifMatch.Failure) is { } wrong)
        {
            return (ProblemAnswer)wrong;
        }

        var removed = await webhooks.Remove(id, http.CommandContext(CommandId.New(), ifMatch.Value));
        return removed.Succeeded ? Answer(removed.Value) : (ProblemAnswer)removed.Failure;
    }

    public static async Task<Results<JsonAnswer<WebhookBody>, ProblemAnswer>> Rotate(Guid id, HttpContext http, [FromServices] IWebhooks webhooks)
    {
        var change = await Change<RotateInput>.Read(http, WebhookRules.Rotate, WebhookRules.MaxBytes, $"rotate secret {id}");
        if (!change.Succeeded)
        {
            return (ProblemAnswer)change.Failure;
        }

        var rotated = await webhooks.Rotate(id, change.Value.Context);
        return rotated.Succeeded ? Answer(rotated.Value.Endpoint, rotated.Value.Secret, replayed: rotated.Value.Repeated) : (ProblemAnswer)rotated.Failure;
    }

    private static JsonAnswer<WebhookBody> Answer(WebhookView view, string? secret = null, int status = StatusCodes.Status200OK, bool replayed = false) =>
        new(WebhookBody.Of(view, secret), ApiJson.Responses.WebhookBody, status)
        {
            ETag = ETags.Of(view.Version),
            Location = status == StatusCodes.Status201Created ? $"/v1/webhooks/{view.Id}" : null,
            Replayed = replayed,
        };
}
