using System.Text.Json;
using System.Text.RegularExpressions;
using AfterSales.Storage;

namespace AfterSales.Calendars;

/// <summary>What putting does to the list of calendars. Pure.</summary>
internal static partial class CalendarChanges
{
    public const int MaxCalendars = 100;
    private const int Kept = 100;

    public static CalendarCatalogDocument Document(CalendarCatalogState state) =>
        state.Revision == 0 ? BuiltInCalendars.Document : new CalendarCatalogDocument(state.Revision, state.Calendars.OrEmpty());

    /// <returns>The answer, and what to store; null when nothing changes.</returns>
    public static Outcome<(CalendarDocument Answer, CalendarCatalogState? Next)> Put(
        CalendarCatalogState state, string id, CalendarDefinition definition, CallContext context, DateTimeOffset now)
    {
        var document = Document(state);
        if (Known(state, id, definition, context.CommandId) is { } retried)
        {
            return retried.Succeeded ? (retried.Value, null) : retried.Failure;
        }

        var present = document.Calendars.FirstOrDefault(calendar => calendar.Id == id);
        if (!context.Accepts(present?.Version ?? 0))
        {
            return new Failure(FailureCodes.PreconditionFailed, $"The newest version is {present?.Version ?? 0}.") { Version = present?.Version ?? 0 };
        }

        var errors = Check(id, definition, document);
        if (!errors.IsEmpty)
        {
            return new Failure(FailureCodes.InvalidValue, "The calendar has values that are not allowed.") { Errors = errors };
        }

        var whole = Whole(definition);
        if (present is not null && AreEqual(present.Definition, whole))
        {
            return (present, null);
        }

        var changed = new CalendarDocument(id, (present?.Version ?? 0) + 1, whole, now, context.Caller.Subject);
        return (changed, Next(state, document, changed, context));
    }

    private static ImmutableArray<FieldError> Check(string id, CalendarDefinition definition, CalendarCatalogDocument document)
    {
        var errors = CalendarValidator.Check(definition);
        errors = Word().IsMatch(id) ? errors : errors.Insert(0, new FieldError("/id", "Must be 1 to 64 of letters, digits, '.', '_', ':' and '-'."));
        return document.Calendars.Any(calendar => calendar.Id == id) || document.Calendars.Length < MaxCalendars
            ? errors
            : errors.Insert(0, new FieldError("/id", $"There may be at most {MaxCalendars} calendars."));
    }

    private static Outcome<CalendarDocument>? Known(CalendarCatalogState state, string id, CalendarDefinition definition, CommandId command)
    {
        if (state.Changes.OrEmpty().LastOrDefault(change => new CommandId(change.CommandId).Key == command.Key) is not { } change)
        {
            return null;
        }

        return change.CommandId == command.Value && change.Id == id
            ? new CalendarDocument(id, change.Version, Whole(definition), change.At, change.By)
            : new Failure(FailureCodes.IdempotencyKeyReused, "This key has changed a calendar in another way.");
    }

    private static CalendarCatalogState Next(
        CalendarCatalogState state, CalendarCatalogDocument document, CalendarDocument changed, CallContext context) => new()
    {
        Revision = document.Revision + 1,
        Calendars = [.. document.Calendars.Where(calendar => calendar.Id != changed.Id).Append(changed).OrderBy(calendar => calendar.Id, StringComparer.Ordinal)],
        Changes =
        [
            .. state.Changes.OrEmpty().TakeLast(Kept - 1),
            new CalendarChange(context.CommandId.Value, changed.Id, changed.Version, changed.UpdatedAt!.Value, context.Caller.Subject),
        ],
    };

    /// <summary>Absent lists become empty ones and days get in order: what is stored is complete, and equal calendars look equal.</summary>
    private static CalendarDefinition Whole(CalendarDefinition definition) => definition with
    {
        Week = new WeekHours
        {
            Monday = definition.Week.Monday.OrEmpty(),
            Tuesday = definition.Week.Tuesday.OrEmpty(),
            Wednesday = definition.Week.Wednesday.OrEmpty(),
            Thursday = definition.Week.Thursday.OrEmpty(),
            Friday = definition.Week.Friday.OrEmpty(),
            Saturday = definition.Week.Saturday.OrEmpty(),
            Sunday = definition.Week.Sunday.OrEmpty(),
        },
        Days = [.. definition.Days.OrEmpty().Select(day => day with { Hours = day.Hours.OrEmpty() }).OrderBy(day => day.Date, StringComparer.Ordinal)],
    };

    private static bool AreEqual(CalendarDefinition one, CalendarDefinition other) =>
        JsonSerializer.Serialize(one, GrainStorageNames.Json) == JsonSerializer.Serialize(other, GrainStorageNames.Json);

    [GeneratedRegex(@"\A[A-Za-z0-9._:-]{1,64}\z")]
    private static partial Regex Word();
}
