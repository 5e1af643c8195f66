using AfterSales.Api.Auth;
using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Problems;
using AfterSales.Notifications;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace AfterSales.Api.Contacts;

/// <summary>/v1/contacts: where somebody wants to be reached. Personal data: only his own, or by those who keep everybody's.</summary>
internal static class ContactsEndpoints
{
    public static void MapContactsEndpoints(this IEndpointRouteBuilder routes)
    {
        var contacts = routes.MapGroup("/v1/contacts/{id}").RequireAuthorization(Access.Anyone).WithTags("Contacts")
            .WithMetadata(new QueryMetadata(ContactTarget.SideParameter));
        contacts.MapGet("", Get).WithSummary("Where a person, or a role such as role:lead, is reached.");
        contacts.MapPut("", Put)
            .WithSummary("Creates or replaces it.")
            .Produces<ContactBody>(StatusCodes.Status201Created)
            .WithMetadata(new RequestBodyMetadata(typeof(ContactInput)));
        contacts.MapDelete("", Delete).WithSummary("Erases it for good.");
    }

    private static async Task<Results<JsonAnswer<ContactBody>, ProblemAnswer>> Get(string id, HttpContext http, [FromServices] IContacts contacts)
    {
        var target = ContactTarget.Read(id, http, Refusals.NotFound);
        if (!target.Succeeded)
        {
            return (ProblemAnswer)target.Failure;
        }

        return await contacts.Find(target.Value, http.RequestAborted) is { } found
            ? new JsonAnswer<ContactBody>(ContactBody.Of(found), ApiJson.Responses.ContactBody)
            : (ProblemAnswer)Refusals.NotFound;
    }

    private static async Task<Results<JsonAnswer<ContactBody>, ProblemAnswer>> Put(string id, HttpContext http, [FromServices] IContacts contacts)
    {
        var target = ContactTarget.Read(id, http, Refusals.BadId);
        if (!target.Succeeded)
        {
            return (ProblemAnswer)target.Failure;
        }

        var body = await ContactInput.Binding.Read(http.Request, ContactInput.MaxBytes);
        if (!body.Succeeded)
        {
            return (ProblemAnswer)body.Failure;
        }

        var contact = body.Value.ToContact(target.Value);
        var created = await contacts.Put(contact, http.RequestAborted);
        return new JsonAnswer<ContactBody>(
            ContactBody.Of(contact), ApiJson.Responses.ContactBody, created ? StatusCodes.Status201Created : StatusCodes.Status200OK);
    }

    private static async Task<Results<NoContent, ProblemAnswer>> Delete(string id, HttpContext http, [FromServices] IContacts contacts)
    {
        var target = ContactTarget.Read(id, http, Refusals.NotFound);
        if (!target.Succeeded)
        {
            return (ProblemAnswer)target.Failure;
        }

        await contacts.Remove(target.Value, http.RequestAborted);
        return TypedResults.NoContent();
    }
}
