using AfterSales.Api.Http;
using AfterSales.Api.Problems;
using AfterSales.Api.Values;
using AfterSales.Notifications;

namespace AfterSales.Api.Contacts;

/// <summary>
/// Whose contact a request is about, and whether its caller may. A customer and an agent may have the same subject: the query parameter <c>side</c> tells which.
/// Without it those who keep everybody's mean the customer, others themselves; the inbox of a role is always staff's.
/// </summary>
internal static class ContactTarget
{
    public const string SideParameter = "side";

    private const Roles Keepers = Roles.Admin | Roles.Integration;
    private const string RolePrefix = "role:";

    public static Outcome<Recipient> Read(string id, HttpContext http, Failure badId)
    {
        var query = new QueryReader(http.Request.Query);
        var side = query.TakeName<RecipientSide>(SideParameter);
        if (query.Finish() is { } wrong)
        {
            return wrong;
        }

        var caller = http.Caller();
        var isRole = id.StartsWith(RolePrefix, StringComparison.Ordinal);
        if (caller.HasAny(Keepers))
        {
            return !TextRules.IsId(id) || (isRole && side == RecipientSide.Customer) ? badId : new Recipient(id, side ?? (isRole ? RecipientSide.Staff : RecipientSide.Customer));
        }

        // Whoever has the name of a role's inbox does not own that inbox.
        var own = caller.IsStaff ? RecipientSide.Staff : RecipientSide.Customer;
        return caller.Subject == id && !isRole && Stands(caller, side ?? own)
            ? TextRules.IsId(id) ? new Recipient(id, side ?? own) : badId
            // A customer does not learn who else there is; staff know each other.
            : caller.IsStaff ? Refusals.Forbidden : Refusals.NotFound;
    }

    private static bool Stands(Caller caller, RecipientSide side) => side == RecipientSide.Staff ? caller.IsStaff : caller.HasAny(Roles.Customer);
}
