using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;

namespace AfterSales.Api.Webhooks;

/// <summary>The bodies of webhooks.</summary>
internal static class WebhookRules
{
    public const int MaxBytes = 16 * 1024;

    // An endpoint's values are judged in one place, so that all errors come at once.
    public static BodyBinding<WebhookInput> Endpoint { get; } = new(ApiJson.Requests.WebhookInput, (_, _) => { }, complete: WebhookInput.Complete);

    public static BodyBinding<RotateInput> Rotate { get; } = new(ApiJson.Requests.RotateInput, (_, _) => { }, mayBeEmpty: true);

    public static BodyBinding<ReplayInput> Replay { get; } = new(ApiJson.Requests.ReplayInput, Check);

    private static void Check(ReplayInput body, ErrorList errors)
    {
        if (body.TicketId is null && body.Since is null)
        {
            errors.Add("", "must say which: ticketId, or since, or both");
        }

        if (body.FromSequence is { } sequence)
        {
            errors.Number("/fromSequence", sequence, 0, long.MaxValue);
            if (body.TicketId is null)
            {
                errors.Add("/fromSequence", "counts within a case: needs ticketId");
            }
        }

        errors.Time("/since", body.Since);
        errors.Time("/finishedBefore", body.FinishedBefore);
    }
}
