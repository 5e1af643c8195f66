using AfterSales.Api.Values;
using AfterSales.Tickets;

namespace AfterSales.Api.Tickets.Rules;

internal static class LabelRules
{
    public static void SetPriority(SetPriority body, ErrorList errors) => errors.Text("/reason", body.Reason);

    public static void AddTag(AddTag body, ErrorList errors) => errors.Line("/tag", body.Tag, Limits.Tag);

    public static void RemoveTag(RemoveTag body, ErrorList errors) => errors.Line("/tag", body.Tag, Limits.Tag);

    public static void LinkDuplicate(LinkDuplicate body, ErrorList errors)
    {
        if (body.Of == Guid.Empty)
        {
            errors.Add("/of", "must be the id of a case");
        }
    }
}
