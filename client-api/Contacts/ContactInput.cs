using AfterSales.Api.Http;
using AfterSales.Api.Json;
using AfterSales.Api.Values;
using AfterSales.Notifications;

namespace AfterSales.Api.Contacts;

/// <summary>Body of PUT /v1/contacts/{id}; what is absent is that of the policy.</summary>
internal sealed record ContactInput(
    string? Email = null, string? Language = null, string? Zone = null, string? QuietFrom = null, string? QuietTo = null)
{
    public const int MaxBytes = 16 * 1024;

    /// <summary>Events that are not sent to him.</summary>
    public ImmutableArray<string> Muted { get; init; }

    public static BodyBinding<ContactInput> Binding { get; } = new(ApiJson.Requests.ContactInput, Check);

    public Contact ToContact(Recipient recipient) => new(recipient.Name, recipient.Side)
    {
        Email = Email,
        Language = Language,
        Zone = Zone,
        QuietFrom = QuietFrom,
        QuietTo = QuietTo,
        Muted = Muted.OrEmpty(),
    };

    private static void Check(ContactInput body, ErrorList errors)
    {
        foreach (var fault in ContactRules.Check(body.ToContact(new Recipient("", RecipientSide.Customer))))
        {
            errors.Add(fault.Pointer, fault.Message);
        }
    }
}

/// <summary>A contact as its owner sees it.</summary>
internal sealed record ContactBody(
    string Id, RecipientSide Side, string? Email, string? Language, string? Zone, string? QuietFrom, string? QuietTo, ImmutableArray<string> Muted)
{
    public static ContactBody Of(Contact contact) => new(
        contact.Subject, contact.Side, contact.Email, contact.Language, contact.Zone, contact.QuietFrom, contact.QuietTo, contact.Muted.OrEmpty());
}
