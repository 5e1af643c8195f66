namespace AfterSales.Webhooks;

/// <summary>Everything that is wrong with an endpoint, at once.</summary>
internal static class EndpointRules
{
    public const int MaxDescription = 200;

    public static ImmutableArray<FieldError> Check(WebhookDefinition endpoint, bool allowInsecure, bool allowPrivate)
    {
        var errors = ImmutableArray.CreateBuilder<FieldError>();
        errors.AddRange(UrlRules.Check(endpoint.Url, allowInsecure, allowPrivate).Select(error => new FieldError("/url", error)));
        if (endpoint.Description is { } description && (description.Length > MaxDescription || description.Any(char.IsControl)))
        {
            errors.Add(new FieldError("/description", $"must be one line of at most {MaxDescription} characters"));
        }

        var events = endpoint.Events.OrEmpty();
        if (events.Length is 0 || events.Length > PublicEvents.All.Length + 1)
        {
            errors.Add(new FieldError("/events", $"must have 1 to {PublicEvents.All.Length + 1} entries"));
            return errors.ToImmutable();
        }

        for (var i = 0; i < events.Length; i++)
        {
            if (events[i] != EventFilter.Everything && !PublicEvents.IsKnown(events[i]))
            {
                errors.Add(new FieldError($"/events/{i}", $"must be {EventFilter.Everything} or one of {string.Join(", ", PublicEvents.All)}"));
            }
            else if (events.IndexOf(events[i]) < i)
            {
                errors.Add(new FieldError($"/events/{i}", "is there twice"));
            }
        }

        return errors.ToImmutable();
    }
}
