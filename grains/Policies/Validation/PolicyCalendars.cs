using AfterSales.Calendars;

namespace AfterSales.Policies;

/// <summary>The calendars that a policy names. Which exist is known to the catalog only, so this is asked beside the document's own validator.</summary>
internal static class PolicyCalendars
{
    /// <summary>Every place that names a calendar there is not, as far as the document can be read.</summary>
    public static ImmutableArray<FieldError> Unknown(string name, string json, CalendarSet calendars) =>
    [
        .. Named(name, json).Where(place => !calendars.Has(place.Calendar)).Select(place => new FieldError(place.Pointer, "There is no such calendar.")),
    ];

    private static IEnumerable<(string Pointer, string Calendar)> Named(string name, string json) => name switch
    {
        PolicyNames.Sla => Named("/definitions", PolicyDocuments.Peek<SlaPolicy>(name, json)?.Definitions.OrEmpty().Select(definition => definition.Calendar)),
        PolicyNames.Deadlines => Named("/rules", PolicyDocuments.Peek<DeadlinePolicy>(name, json)?.Rules.OrEmpty().Select(rule => rule.Calendar)),
        _ => [],
    };

    private static IEnumerable<(string Pointer, string Calendar)> Named(string list, IEnumerable<string?>? calendars) =>
        (calendars ?? []).Select((calendar, index) => (Pointer: $"{list}/{index}/calendar", Calendar: calendar))
            .Where(place => place.Calendar is not null)
            .Select(place => (place.Pointer, place.Calendar!));
}
