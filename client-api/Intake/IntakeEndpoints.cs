using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Policies;
using AfterSales.Tickets;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Intake;

/// <summary>/v1/intake: what is asked before a case is opened.</summary>
internal static class IntakeEndpoints
{
    public static void MapIntakeEndpoints(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/v1/intake/{kind}", Get).RequireAuthorization(Access.Anyone).WithTags("Intake");

    private static Results<JsonAnswer<IntakeBody>, ProblemAnswer> Get(string kind, HttpContext http, [FromServices] IPolicySource policies)
    {
        var known = Array.Find(Enum.GetValues<TicketKind>(), value => value.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase));
        if (!known.ToString().Equals(kind, StringComparison.OrdinalIgnoreCase))
        {
            return (ProblemAnswer)Refusals.NotFound;
        }

        var body = IntakeBody.Of(known, policies.Current.Intake, Languages.Of(http.Request));
        return new JsonAnswer<IntakeBody>(body, ApiJson.Responses.IntakeBody);
    }
}
