using AfterSales.Storage;
using AfterSales.Streams;
using AfterSales.Time;
using Microsoft.Extensions.Logging;
using Orleans.Storage;

namespace AfterSales.Calendars;

/// <summary>The actor of the one list of calendars: keeps it in grain storage. Who may change it is decided at the API.</summary>
internal sealed class CalendarCatalogGrain(
    [PersistentState("calendars", GrainStorageNames.Catalog)] IPersistentState<CalendarCatalogState> stored,
    IBusinessClock clock,
    ILogger<CalendarCatalogGrain> logger) : Grain, ICalendarCatalogGrain
{
    public Task<Outcome<CalendarAnswer>> GetAll(int knownRevision)
    {
        var document = CalendarChanges.Document(stored.State);
        return Task.FromResult<Outcome<CalendarAnswer>>(new CalendarAnswer(document.Revision == knownRevision ? null : document));
    }

    public async Task<Outcome<CalendarDocument>> Put(string calendarId, CalendarDefinition definition, CallContext context)
    {
        var changed = CalendarChanges.Put(stored.State, calendarId, definition, context, clock.Now);
        if (!changed.Succeeded)
        {
            return changed.Failure;
        }

        var (answer, next) = changed.Value;
        if (next is null)
        {
            return answer;
        }

        if (await Write(next) is { } failure)
        {
            return failure;
        }

        CalendarLog.Stored(logger, answer.Id, answer.Version);
        return answer;
    }

    private async Task<Failure?> Write(CalendarCatalogState next)
    {
        try
        {
            stored.State = next;
            await stored.WriteStateAsync();
            return null;
        }
        catch (Exception exception)
        {
            // What is stored now is unknown to this activation: the next one reads it.
            DeactivateOnIdle();
            CalendarLog.NotStored(logger, exception);
            return exception is InconsistentStateException ? StorageFailures.VersionConflict : StorageFailures.OutcomeUnknown;
        }
    }
}
