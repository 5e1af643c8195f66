using AfterSales.Api.Auth;
using AfterSales.Api.Http;

namespace AfterSales.Api.Calendars;

/// <summary>/v1/calendars: when the shop is at work.</summary>
internal static class CalendarsEndpoints
{
    public static void MapCalendarsEndpoints(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/v1/calendars/{id}", CalendarDefinitions.Put)
            .RequireAuthorization(Access.Rules)
            .WithTags("Calendars")
            .WithSummary("Creates or changes a calendar; every fault is named at once.")
            .Produces<CalendarBody>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(CalendarInput)), HeaderMetadata.IfMatch, HeaderMetadata.OptionalKey);

        var staff = routes.MapGroup("/v1/calendars").RequireAuthorization(Access.Staff).WithTags("Calendars");
        staff.MapGet("", CalendarDefinitions.List).WithSummary("All calendars, without their hours.");
        staff.MapGet("/{id}", CalendarDefinitions.Get).WithSummary("One calendar as configured.");
    }
}
